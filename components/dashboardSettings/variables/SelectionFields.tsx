'use client';

import { Switch, TextInput } from '@mantine/core';
import type { Variable } from '@/lib/dashboard/document';
import { ALL } from '@/lib/dashboard/variables/scope';
import classes from '../settings.module.css';
import type { VariableFieldProps } from './variableField';

/** How many values can be chosen, and what All stands for. */
export function SelectionFields({ variable, onChange }: VariableFieldProps) {
  return (
    <>
      <div className={classes.switches}>
        <Switch
          label="Several values"
          description="Queries get them as a regular expression."
          checked={variable.multi}
          onChange={(event) => onChange('Change choice of several', withMulti(event.currentTarget.checked))}
        />
        <Switch
          label="All"
          description="Offers all values at once."
          checked={variable.includeAll}
          onChange={(event) => onChange('Change choice of all', withAll(event.currentTarget.checked))}
        />
      </div>
      {variable.includeAll ? (
        <TextInput
          label="All stands for"
          description="Written as it is, as .*; without it all values are written."
          classNames={{ input: classes.code ?? '' }}
          value={variable.allValue ?? ''}
          maxLength={2000}
          spellCheck={false}
          onChange={(event) => onChange('Change value of All', withAllValue(event.currentTarget.value), 'allValue')}
        />
      ) : null}
    </>
  );
}

/** One value of several stays chosen. */
function withMulti(multi: boolean) {
  return (variable: Variable): Variable => ({
    ...variable,
    multi,
    current: multi ? variable.current : variable.current.slice(0, 1),
  });
}

function withAll(includeAll: boolean) {
  return (variable: Variable): Variable => ({
    ...variable,
    includeAll,
    current: includeAll ? variable.current : variable.current.filter((value) => value !== ALL),
  });
}

function withAllValue(text: string) {
  return ({ allValue: _allValue, ...variable }: Variable): Variable =>
    text === '' ? variable : { ...variable, allValue: text };
}
