'use client';

import type { ReactNode } from 'react';
import type { PanelDataState } from '@/components/dashboard/usePanelData';
import { LateText } from '@/components/ui/controls/LateText';
import { Segments } from '@/components/ui/controls/Segments';
import { Select } from '@/components/ui/controls/Select';
import { Switch } from '@/components/ui/controls/Switch';
import type { Target } from '@/lib/dashboard/document';
import { kindOf, type QueryKind, withKind } from '@/lib/dashboard/targets/editTargets';
import { formatDuration, parseDuration } from '@/lib/time/duration';
import { LegendField } from './LegendField';
import classes from './queries.module.css';
import type { QueryReport } from './queryReports';

const FORMATS = [
  { value: 'time_series', label: 'Time series' },
  { value: 'table', label: 'Table' },
  { value: 'heatmap', label: 'Heatmap' },
] as const;
const KINDS: readonly { readonly value: QueryKind; readonly label: string }[] = [
  { value: 'range', label: 'Range' },
  { value: 'instant', label: 'Instant' },
  { value: 'both', label: 'Both' },
];
const RESOLUTIONS = [1, 2, 3, 4, 5, 10].map((factor) => ({ value: String(factor), label: `1/${factor}` }));

interface QueryOptionsProps {
  readonly target: Target;
  readonly report: QueryReport | undefined;
  readonly loaded: PanelDataState;
  readonly onChange: (label: string, change: Partial<Omit<Target, 'refId'>>, group?: string) => void;
}

/** How series are named, in what steps and form the query is asked. */
export function QueryOptions({ target, report, loaded, onChange }: QueryOptionsProps) {
  const { refId } = target;
  const planned = loaded.request?.queries.find((query) => query.target.refId === refId)?.query.stepMs;
  const kind = kindOf(target);
  return (
    <div className={classes.options}>
      <LegendField target={target} report={report} onChange={onChange} />
      <Labelled text="Format">
        <Select
          label={`Format of query ${refId}`}
          choices={FORMATS}
          value={target.format}
          onChange={(value) => {
            const format = FORMATS.find((one) => one.value === value)?.value;
            if (format !== undefined) onChange('Change format of query', { format });
          }}
        />
      </Labelled>
      <Labelled text="Type">
        <Segments
          label={`Type of query ${refId}`}
          choices={KINDS}
          value={kind}
          onChange={(value) => {
            const chosen = KINDS.find((one) => one.value === value)?.value;
            if (chosen !== undefined) onChange('Change type of query', withKind(chosen));
          }}
        />
      </Labelled>
      {kind === 'instant' ? null : (
        <>
          <Labelled text="Min step">
            <span className={classes.short}>
              <LateText
                label={`Min step of ${refId}`}
                value={target.interval}
                placeholder={planned === undefined ? 'auto' : `auto ${formatDuration(planned)}`}
                problem={stepProblem}
                onChange={(interval) => onChange('Change step of query', { interval })}
              />
            </span>
          </Labelled>
          <Labelled text="Resolution">
            <Select
              label={`Resolution of query ${refId}`}
              choices={RESOLUTIONS}
              value={String(target.intervalFactor)}
              onChange={(factor) => onChange('Change resolution of query', { intervalFactor: Number(factor) || 1 })}
            />
          </Labelled>
        </>
      )}
      <Labelled text="Exemplars">
        <Switch
          label={`Exemplars of query ${refId}`}
          checked={target.exemplar}
          onChange={(exemplar) => onChange('Switch exemplars of query', { exemplar })}
        />
      </Labelled>
    </div>
  );
}

/** A duration, or a variable that stands for one. */
export function stepProblem(text: string): string | undefined {
  if (text === '' || text.includes('$') || text.includes('[[') || parseDuration(text) !== undefined) return undefined;
  return 'A duration, as 30s or 1m';
}

export function Labelled({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <span className={classes.labelled}>
      <span className={classes.label} aria-hidden>
        {text}
      </span>
      {children}
    </span>
  );
}
