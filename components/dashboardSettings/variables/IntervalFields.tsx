'use client';

import { NumberInput, Switch, TextInput } from '@mantine/core';
import type { Variable } from '@/lib/dashboard/document';
import { optionsFromText } from '@/lib/dashboard/variables/optionList';
import { parseDuration } from '@/lib/time/duration';
import classes from '../settings.module.css';
import type { VariableFieldProps } from './variableField';

const AUTO: NonNullable<Variable['auto']> = { enabled: false, min: '10s', count: 30 };
const MAX_STEPS = 10_000;

/** Durations to choose from, and one that follows the time range. */
export function IntervalFields({ variable, onChange }: VariableFieldProps) {
  const auto = variable.auto ?? AUTO;
  const bad = optionsFromText(variable.query).filter(({ value }) => parseDuration(value) === undefined);
  const setAuto = (changes: Partial<typeof auto>, group?: string) =>
    onChange('Change automatic interval', { auto: { ...auto, ...changes } }, group);
  return (
    <>
      <TextInput
        label="Intervals"
        description="Separated by commas, as 1m, 10m, 1h."
        classNames={{ input: classes.code ?? '' }}
        value={variable.query}
        error={bad.length === 0 ? undefined : `${bad.map(({ value }) => value).join(', ')} is not a duration.`}
        maxLength={2000}
        spellCheck={false}
        onChange={(event) => onChange('Change intervals', { query: event.currentTarget.value }, 'intervals')}
      />
      <Switch
        label="Automatic interval"
        description="Offers auto: the time range over a number of steps."
        checked={auto.enabled}
        onChange={(event) => setAuto({ enabled: event.currentTarget.checked })}
      />
      {auto.enabled ? (
        <div className={classes.pair}>
          <NumberInput
            label="Steps"
            min={1}
            max={MAX_STEPS}
            allowDecimal={false}
            value={auto.count}
            onChange={(count) => {
              if (typeof count === 'number' && count >= 1) setAuto({ count }, 'count');
            }}
          />
          <TextInput
            label="Not less than"
            value={auto.min}
            error={parseDuration(auto.min) === undefined ? 'Not a duration: write 10s or 1m.' : undefined}
            maxLength={20}
            onChange={(event) => setAuto({ min: event.currentTarget.value }, 'min')}
          />
        </div>
      ) : null}
    </>
  );
}
