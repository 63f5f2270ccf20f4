'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import type { Variable } from '@/lib/dashboard/document';
import { regexProblem } from '@/lib/dashboard/variables/optionList';
import classes from '../settings.module.css';
import type { VariableFieldProps } from './variableField';

const SORTS = [
  'As they come',
  'Alphabetical',
  'Alphabetical, descending',
  'Numerical',
  'Numerical, descending',
  'Alphabetical, any case',
  'Alphabetical, any case, descending',
  'Natural',
  'Natural, descending',
] as const;

const REFRESHES: readonly { readonly value: Variable['refresh']; readonly label: string }[] = [
  { value: 'never', label: 'Never' },
  { value: 'load', label: 'When the dashboard opens' },
  { value: 'timeRange', label: 'When the time range changes' },
];

/** What becomes of the values that a query found. */
export function ListFields({ variable, onChange }: VariableFieldProps) {
  return (
    <>
      <RegexField variable={variable} onChange={onChange} hint={QUERY_HINT} />
      <div className={classes.pair}>
        <NativeSelect
          label="Sort"
          value={String(variable.sort)}
          data={SORTS.map((label, value) => ({ value: String(value), label }))}
          onChange={(event) => onChange('Change sorting', { sort: Number(event.currentTarget.value) })}
        />
        <NativeSelect
          label="Ask again"
          value={variable.refresh}
          data={[...REFRESHES]}
          onChange={(event) => {
            const known = REFRESHES.find(({ value }) => value === event.currentTarget.value);
            if (known !== undefined) onChange('Change refresh of variable', { refresh: known.value });
          }}
        />
      </div>
    </>
  );
}

const QUERY_HINT = 'Keeps the values it finds; a group cuts them: /([^:]+):.*/. Groups named text and value name both.';

/** The regular expression that values pass. */
export function RegexField({ variable, onChange, hint }: VariableFieldProps & { readonly hint: string }) {
  const problem = regexProblem(variable.regex);
  return (
    <TextInput
      label="Regex"
      description={hint}
      classNames={{ input: classes.code ?? '' }}
      value={variable.regex}
      error={problem === undefined ? undefined : `It cannot be read: ${problem}`}
      maxLength={5000}
      spellCheck={false}
      onChange={(event) => onChange('Change regex', { regex: event.currentTarget.value }, 'regex')}
    />
  );
}
