'use client';

import { z } from 'zod';
import type { ListItem } from '@/components/ui/controls/ChoiceList';
import { PickerButton } from '@/components/ui/controls/PickerButton';
import { Segments } from '@/components/ui/controls/Segments';
import { matchedNames } from '../fieldMatches';
import type { ControlProps } from './controlProps';
import classes from './controls.module.css';
import { MatchNote } from './MatchNote';

const NONE: ListItem = { value: '', label: 'None' };
const toItem = (name: string): ListItem => ({ value: name, label: name });

/** One field by its display name. */
export function FieldNameControl({ field, value, data, onChange }: ControlProps) {
  const name = typeof value === 'string' ? value : '';
  return (
    <PickerButton
      label={field.title}
      text={name === '' ? field.placeholder : name}
      isEmpty={name === ''}
      groups={[{ name: '', items: [NONE, ...data.numberNames.map(toItem)] }]}
      selected={[name]}
      freeText="Use"
      onPick={(next) => onChange(next === '' ? undefined : next)}
    />
  );
}

/** Several fields by their display names; none means all. */
export function FieldNamesControl({ field, value, data, onChange }: ControlProps) {
  const names =
    typeof value === 'string' ? [value].filter((name) => name !== '') : z.array(z.string()).catch([]).parse(value);
  const pick = (name: string) => {
    const next = names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    <PickerButton
      label={field.title}
      text={names.length === 0 ? field.placeholder : names.join(', ')}
      isEmpty={names.length === 0}
      groups={[{ name: '', items: data.numberNames.map(toItem) }]}
      selected={names}
      multi
      freeText="Use"
      onPick={pick}
    />
  );
}

const ALL: ListItem = { value: '', label: 'All number fields' };

/** Which fields become values: all, one by its name, or those of an expression `/…/`. */
export function FieldsControl({ field, value, data, onChange }: ControlProps) {
  const text = typeof value === 'string' ? value : '';
  return (
    <span className={classes.stack}>
      <PickerButton
        label={field.title}
        text={text === '' ? ALL.label : text}
        groups={[{ name: '', items: [ALL, ...data.numberNames.map(toItem)] }]}
        selected={[text]}
        freeText="Use name or /expression/"
        onPick={(next) => onChange(next)}
      />
      {text.startsWith('/') ? <MatchNote names={matchedNames({ id: 'byRegexp', options: text }, data.fields)} /> : null}
    </span>
  );
}

const sortList = z
  .array(z.object({ displayName: z.string(), desc: z.boolean().catch(false).default(false) }))
  .catch([]);

/** The column that a table is sorted by. */
export function TableSortControl({ field, value, data, onChange }: ControlProps) {
  const [first] = sortList.parse(value);
  const set = (displayName: string, desc: boolean) =>
    onChange(displayName === '' ? undefined : [{ displayName, desc }]);
  return (
    <span className={classes.stack}>
      <PickerButton
        label={field.title}
        text={first?.displayName ?? field.placeholder}
        isEmpty={first === undefined}
        groups={[{ name: '', items: [NONE, ...data.names.map(toItem)] }]}
        selected={[first?.displayName ?? '']}
        freeText="Use"
        onPick={(name) => set(name, first?.desc ?? false)}
      />
      {first === undefined ? null : (
        <Segments
          label="Sort direction"
          choices={[
            { value: 'asc', label: 'Ascending' },
            { value: 'desc', label: 'Descending' },
          ]}
          value={first.desc ? 'desc' : 'asc'}
          onChange={(next) => set(first.displayName, next === 'desc')}
        />
      )}
    </span>
  );
}

/** The variable that a panel is repeated by. */
export function RepeatControl({ field, value, data, onChange }: ControlProps) {
  const name = typeof value === 'string' ? value : '';
  if (data.variables.length === 0 && name === '') {
    return <span className={classes.note}>The dashboard has no variables yet</span>;
  }
  return (
    <PickerButton
      label={field.title}
      text={name === '' ? 'none' : name}
      isEmpty={name === ''}
      groups={[{ name: '', items: [NONE, ...data.variables.map(toItem)] }]}
      selected={[name]}
      onPick={(next) => onChange(next === '' ? undefined : next)}
    />
  );
}
