'use client';

import { useId } from 'react';
import { LateText } from '@/components/ui/controls/LateText';
import { Select } from '@/components/ui/controls/Select';
import type { Target } from '@/lib/dashboard/document';
import { type LegendMode, legendHints, legendMode } from './legend';
import { Labelled } from './QueryOptions';
import classes from './queries.module.css';
import type { QueryReport } from './queryReports';

const MODES: readonly { readonly value: LegendMode; readonly label: string }[] = [
  { value: 'auto', label: 'Auto' },
  { value: 'verbose', label: 'Verbose' },
  { value: 'custom', label: 'Custom' },
];
const MAX_HINTS = 30;

interface LegendFieldProps {
  readonly target: Target;
  readonly report: QueryReport | undefined;
  readonly onChange: (label: string, change: Partial<Omit<Target, 'refId'>>) => void;
}

/** How the series are named: by what tells them apart, in full, or by a text with labels in it. */
export function LegendField({ target, report, onChange }: LegendFieldProps) {
  const { refId, legendFormat } = target;
  const mode = legendMode(legendFormat);
  const id = useId();
  const hints = legendHints(report?.labels ?? []).slice(0, MAX_HINTS);
  const set = (format: string) => onChange('Change legend of query', { legendFormat: format });
  const choose = (next: string) => {
    if (next === 'auto') set('__auto');
    else set(next === 'verbose' ? '' : `{{${hints[0]?.label ?? 'label'}}}`);
  };
  return (
    <Labelled text="Legend">
      <Select label={`Legend of query ${refId}`} choices={MODES} value={mode} onChange={choose} />
      {mode === 'custom' ? (
        <span className={classes.legend}>
          <span className={classes.legendText}>
            <LateText label={`Legend text of ${refId}`} mono list={id} value={legendFormat} onChange={set} />
          </span>
          <datalist id={id}>
            {hints.map(({ label, example }) => (
              <option key={label} value={`{{${label}}}`} label={example.slice(0, 60)} />
            ))}
          </datalist>
          {hints.slice(0, 6).map(({ label, example }) => (
            <button
              key={label}
              type="button"
              className={classes.hint}
              title={`${label}, for example ${example.slice(0, 200)}`}
              aria-label={`Add label ${label} to the legend`}
              onClick={() => set(`${legendFormat}${legendFormat === '' ? '' : ' '}{{${label}}}`)}
            >
              {label}
            </button>
          ))}
        </span>
      ) : null}
    </Labelled>
  );
}
