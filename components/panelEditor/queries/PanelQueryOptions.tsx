'use client';

import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { PanelDataState } from '@/components/dashboard/usePanelData';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { LateText } from '@/components/ui/controls/LateText';
import { NumberInput } from '@/components/ui/controls/NumberInput';
import { Switch } from '@/components/ui/controls/Switch';
import type { Panel } from '@/lib/dashboard/document';
import { formatDuration, parseDuration } from '@/lib/time/duration';
import { formatAbsolute } from '@/lib/time/formatTime';
import type { PanelDraft } from '../usePanelDraft';
import { withQueryParts } from './panelQueryEdits';
import { Labelled, stepProblem } from './QueryOptions';
import classes from './queries.module.css';

interface PanelQueryOptionsProps {
  readonly draft: PanelDraft;
  readonly loaded: PanelDataState;
}

/** What holds for all queries of the panel: how many points, in what steps, over what time. */
export function PanelQueryOptions({ draft, loaded }: PanelQueryOptionsProps) {
  const [open, setOpen] = useState(false);
  const results = useResults(draft.panel, loaded);
  const Icon = open ? IconChevronDown : IconChevronRight;
  return (
    <div className={classes.panelOptions}>
      <button type="button" className={classes.panelOptionsHead} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon size={14} aria-hidden />
        Query options
        <span className={classes.results}>
          {results.map((result) => (
            <span key={result}>{result}</span>
          ))}
        </span>
      </button>
      {open ? <Fields draft={draft} loaded={loaded} /> : null}
    </div>
  );
}

/** What the options come to, in words. */
function useResults(panel: Panel, { request }: PanelDataState): readonly string[] {
  const { bounds, timeZone } = useTimeRange();
  const step = request?.queries.find(({ query }) => query.kind === 'range')?.query.stepMs;
  const own = request?.bounds;
  const moved = own !== undefined && (own.fromMs !== bounds?.fromMs || own.toMs !== bounds?.toMs);
  return [
    panel.maxDataPoints === undefined ? 'points: width of the panel' : `at most ${panel.maxDataPoints} points`,
    ...(step === undefined ? [] : [`step ${formatDuration(step)}`]),
    ...(moved ? [`${formatAbsolute(own.fromMs, timeZone)} to ${formatAbsolute(own.toMs, timeZone)}`] : []),
  ];
}

function Fields({ draft }: PanelQueryOptionsProps) {
  const { panel, change } = draft;
  const set = (label: string, next: Panel) => change(label, next);
  return (
    <div className={classes.options}>
      <Labelled text="Max data points">
        <span className={classes.short}>
          <NumberInput
            label="Max data points"
            value={panel.maxDataPoints}
            placeholder="auto"
            limits={{ min: 1, max: 11_000, integer: true }}
            late
            onChange={(value) => set('Change data points', withQueryParts(panel, { maxDataPoints: value }))}
          />
        </span>
      </Labelled>
      <TimeText panel={panel} name="interval" label="Min interval" hint="auto" problem={stepProblem} onChange={set} />
      <TimeText panel={panel} name="timeFrom" label="Relative time" hint="1h" problem={rangeProblem} onChange={set} />
      <TimeText panel={panel} name="timeShift" label="Time shift" hint="1d" problem={rangeProblem} onChange={set} />
      <Labelled text="Hide time info">
        <Switch
          label="Hide time info"
          checked={panel.unknown['hideTimeOverride'] === true}
          onChange={(hidden) =>
            set('Switch time info', { ...panel, unknown: { ...panel.unknown, hideTimeOverride: hidden } })
          }
        />
      </Labelled>
    </div>
  );
}

interface TimeTextProps {
  readonly panel: Panel;
  readonly name: 'interval' | 'timeFrom' | 'timeShift';
  readonly label: string;
  readonly hint: string;
  readonly problem: (text: string) => string | undefined;
  readonly onChange: (label: string, panel: Panel) => void;
}

function TimeText({ panel, name, label, hint, problem, onChange }: TimeTextProps) {
  return (
    <Labelled text={label}>
      <span className={classes.short}>
        <LateText
          label={label}
          value={panel[name] ?? ''}
          placeholder={hint}
          problem={problem}
          onChange={(text) =>
            onChange(`Change ${label.toLowerCase()}`, withQueryParts(panel, { [name]: text || undefined }))
          }
        />
      </span>
    </Labelled>
  );
}

/** `1h`, or Grafana's `now/d` and `now-1d/d`. */
function rangeProblem(text: string): string | undefined {
  const fits = text === '' || /^now[-+/\w]*$/.test(text) || /^-?\d+\w(\/\w)?$/.test(text) || text.includes('$');
  return fits || parseDuration(text) !== undefined ? undefined : 'A duration, as 1h or 7d';
}
