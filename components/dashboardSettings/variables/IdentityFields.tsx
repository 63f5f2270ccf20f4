'use client';

import { NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import type { VariableType } from '@/lib/dashboard/document';
import { withVariableType } from '@/lib/dashboard/edit/variables';
import classes from '../settings.module.css';
import { useCommitted } from './useCommitted';
import { typeLabel, VARIABLE_TYPES, type VariableFieldProps } from './variableField';

interface IdentityFieldsProps extends VariableFieldProps {
  /** Why the variable cannot be called this. */
  readonly problemOf: (name: string) => string | undefined;
  readonly onRename: (name: string) => void;
}

const HIDE = [
  { value: 'nothing', label: 'Label and value' },
  { value: 'label', label: 'Value' },
  { value: 'variable', label: 'Nothing' },
] as const;

/** What a variable is called, of which type it is, and how it is shown above the panels. */
export function IdentityFields({ variable, onChange, problemOf, onRename }: IdentityFieldsProps) {
  const { description } = variable.unknown;
  return (
    <>
      <div className={classes.pair}>
        <NameField name={variable.name} problemOf={problemOf} onRename={onRename} />
        <TypeField variable={variable} onChange={onChange} />
      </div>
      <div className={classes.pair}>
        <TextInput
          label="Label"
          description="Shown in place of the name."
          value={variable.label}
          maxLength={200}
          onChange={(event) => onChange('Change label', { label: event.currentTarget.value }, 'label')}
        />
        <fieldset className={classes.choice}>
          <legend>Shown above the panels</legend>
          <span className={classes.fieldHint}>What stands in the row of variables.</span>
          <SegmentedControl
            aria-label="Shown above the panels"
            fullWidth
            data={[...HIDE]}
            value={variable.hide}
            onChange={(hide) => {
              const known = HIDE.find(({ value }) => value === hide);
              if (known !== undefined) onChange('Change what is shown', { hide: known.value });
            }}
          />
        </fieldset>
      </div>
      <Textarea
        label="Description"
        autosize
        minRows={1}
        maxRows={4}
        maxLength={2000}
        value={typeof description === 'string' ? description : ''}
        onChange={(event) => {
          const unknown = { ...variable.unknown, description: event.currentTarget.value };
          onChange('Change description', { unknown }, 'description');
        }}
      />
    </>
  );
}

interface NameFieldProps extends Pick<IdentityFieldsProps, 'problemOf' | 'onRename'> {
  readonly name: string;
}

/** Its uses are renamed along, so a name counts when it is complete. */
function NameField({ name, problemOf, onRename }: NameFieldProps) {
  const field = useCommitted(name, (next) => {
    if (problemOf(next) === undefined) onRename(next);
  });
  return (
    <TextInput
      label="Name"
      description={`Written as $${field.value || 'name'}; its uses are renamed along.`}
      value={field.value}
      error={field.value === name ? undefined : problemOf(field.value)}
      maxLength={100}
      spellCheck={false}
      onChange={(event) => field.onText(event.currentTarget.value)}
      onBlur={() => field.commit()}
      onKeyDown={field.onKeyDown}
    />
  );
}

function TypeField({ variable, onChange }: VariableFieldProps) {
  const { type } = variable;
  const known = VARIABLE_TYPES.some(({ value }) => value === type);
  const data = [...(known ? [] : [{ value: type, label: typeLabel(type) }]), ...VARIABLE_TYPES];
  const choose = (next: VariableType | undefined) => {
    if (next !== undefined) onChange('Change type of variable', (known) => withVariableType(known, next));
  };
  return (
    <NativeSelect
      label="Type"
      description={TYPE_HELP[type]}
      value={type}
      data={data}
      onChange={(event) => choose(VARIABLE_TYPES.find(({ value }) => value === event.currentTarget.value)?.value)}
    />
  );
}

const TYPE_HELP: Readonly<Record<VariableType, string>> = {
  query: 'Values found in the metrics.',
  custom: 'Values listed by hand.',
  textbox: 'Whoever looks types a text.',
  constant: 'One value that nobody changes.',
  interval: 'Durations, for steps and ranges.',
  datasource: 'The source that the panels ask.',
  adhoc: 'Filters that hold for all queries.',
  system: 'Kept in the JSON, not active.',
  other: 'Kept in the JSON, not active.',
};
