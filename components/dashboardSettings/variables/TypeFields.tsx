'use client';

import { Textarea, TextInput } from '@mantine/core';
import { AdhocFilters } from '@/components/variables/AdhocFilters';
import { readFilter, savedFilters, withSavedFilters, writeFilter } from '@/lib/dashboard/variables/adhocFilters';
import classes from '../settings.module.css';
import { IntervalFields } from './IntervalFields';
import { ListFields, RegexField } from './ListFields';
import { QueryFields } from './QueryFields';
import type { VariableFieldProps } from './variableField';

interface TypeFieldsProps extends VariableFieldProps {
  /** Why the values could not be had. */
  readonly failure: string | undefined;
}

/** What a variable offers, by its type. */
export function TypeFields({ variable, onChange, failure }: TypeFieldsProps) {
  switch (variable.type) {
    case 'query':
      return (
        <>
          <QueryFields variable={variable} onChange={onChange} failure={failure} />
          <ListFields variable={variable} onChange={onChange} />
        </>
      );
    case 'custom':
      return <CustomField variable={variable} onChange={onChange} />;
    case 'textbox':
    case 'constant':
      return <ValueField variable={variable} onChange={onChange} />;
    case 'interval':
      return <IntervalFields variable={variable} onChange={onChange} />;
    case 'datasource':
      return (
        <RegexField variable={variable} onChange={onChange} hint="Only sources with these names; all without it." />
      );
    case 'adhoc':
      return <FiltersField variable={variable} onChange={onChange} />;
    case 'system':
    case 'other':
      return (
        <p className={classes.fact}>
          Belvedere does not offer values of this type yet. The variable is kept in the JSON as it is; its saved value
          does not reach queries.
        </p>
      );
    default:
      return variable.type satisfies never;
  }
}

function CustomField({ variable, onChange }: VariableFieldProps) {
  return (
    <Textarea
      label="Values"
      description="Separated by commas; text : value shows another text, \, is a comma inside of a value."
      classNames={{ input: classes.code ?? '' }}
      placeholder="dev, staging, Production : prod"
      autosize
      minRows={2}
      maxRows={8}
      maxLength={100_000}
      value={variable.query}
      spellCheck={false}
      onChange={(event) => onChange('Change values', { query: event.currentTarget.value }, 'values')}
    />
  );
}

/** The text is also the choice that the dashboard opens with. */
function ValueField({ variable, onChange }: VariableFieldProps) {
  const isConstant = variable.type === 'constant';
  return (
    <TextInput
      label={isConstant ? 'Value' : 'Text to begin with'}
      description="May hold other variables."
      classNames={{ input: classes.code ?? '' }}
      value={variable.query}
      maxLength={10_000}
      spellCheck={false}
      onChange={({ currentTarget: { value } }) =>
        onChange('Change value', { query: value, current: value === '' ? [] : [value], options: [] }, 'value')
      }
    />
  );
}

function FiltersField({ variable, onChange }: VariableFieldProps) {
  const change = (selected: readonly string[]) => {
    const filters = selected.flatMap((text) => readFilter(text) ?? []);
    onChange('Change filters', (known) => withSavedFilters(known, filters));
  };
  return (
    <div className={classes.field}>
      <span className={classes.fieldLabel}>Filters to begin with</span>
      <span className={classes.fieldHint}>Whoever looks may add and drop filters; they hold for all queries.</span>
      <AdhocFilters
        variable={{ ...variable, hide: 'label' }}
        selected={savedFilters(variable).map(writeFilter)}
        onChange={change}
      />
    </div>
  );
}
