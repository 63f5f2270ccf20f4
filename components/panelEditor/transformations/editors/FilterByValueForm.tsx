'use client';

import { IconPlus, IconTrash } from '@tabler/icons-react';
import { z } from 'zod';
import { Button } from '@/components/ui/Button';
import { LateText } from '@/components/ui/controls/LateText';
import { Segments } from '@/components/ui/controls/Segments';
import { Select } from '@/components/ui/controls/Select';
import { IconButton } from '@/components/ui/IconButton';
import { FieldPicker } from '../FormControl';
import type { TransformFormProps } from '../formProps';
import classes from '../transformations.module.css';

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String).optional().catch(undefined);
const condition = z.object({
  id: z.string(),
  options: z.object({ value: text, from: text, to: text }).catch({}).default({}),
});
const filter = z.object({ fieldName: z.string().catch(''), config: condition.catch({ id: 'equal', options: {} }) });
const schema = z.object({
  filters: z.array(filter).catch([]).default([]),
  type: z.enum(['include', 'exclude']).catch('include').default('include'),
  match: z.enum(['all', 'any']).catch('any').default('any'),
});
type Filter = z.infer<typeof filter>;

const CONDITIONS = [
  ['equal', 'is'],
  ['notEqual', 'is not'],
  ['greater', 'is greater than'],
  ['greaterOrEqual', 'is at least'],
  ['lower', 'is less than'],
  ['lowerOrEqual', 'is at most'],
  ['between', 'is between'],
  ['isNull', 'is empty'],
  ['isNotNull', 'is not empty'],
  ['regex', 'matches regex'],
  ['substring', 'contains'],
  ['notSubstring', 'does not contain'],
].map(([value = '', label = '']) => ({ value, label }));
const TYPES = [
  { value: 'include', label: 'Keep' },
  { value: 'exclude', label: 'Drop' },
];
const MATCHES = [
  { value: 'all', label: 'all' },
  { value: 'any', label: 'any' },
];
const FRESH: Filter = { fieldName: '', config: { id: 'greater', options: { value: '0' } } };

/** Which rows stay: conditions on fields. */
export function FilterByValueForm({ step, frames, onChange }: TransformFormProps) {
  const { filters, type, match } = schema.parse(step.options);
  const setFilters = (next: readonly Filter[]) => {
    onChange({ ...step.options, filters: next.map(({ fieldName, config }) => ({ fieldName, config: plain(config) })) });
  };
  const put = (index: number, next: Filter) => setFilters(filters.map((one, i) => (i === index ? next : one)));
  return (
    <div className={classes.form}>
      <div className={classes.sentence}>
        <Segments
          label="Rows that match"
          choices={TYPES}
          value={type}
          onChange={(next) => onChange({ ...step.options, type: next })}
        />
        rows that match
        <Segments
          label="How many conditions"
          choices={MATCHES}
          value={match}
          onChange={(next) => onChange({ ...step.options, match: next })}
        />
        of
      </div>
      {filters.map((one, index) => (
        // Conditions have no other identity than their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <div key={index} className={classes.condition}>
          <FieldPicker
            label={`Field of condition ${index + 1}`}
            name={one.fieldName}
            empty="Choose a field"
            frames={frames}
            onPick={(fieldName) => put(index, { ...one, fieldName })}
          />
          <Select
            label={`Condition ${index + 1}`}
            choices={CONDITIONS}
            value={one.config.id}
            onChange={(id) => put(index, { ...one, config: { ...one.config, id } })}
          />
          <Operands index={index} filter={one} onChange={(next) => put(index, next)} />
          <IconButton
            icon={IconTrash}
            label={`Remove condition ${index + 1}`}
            onClick={() => setFilters(filters.filter((_, i) => i !== index))}
          />
        </div>
      ))}
      <div>
        <Button onClick={() => setFilters([...filters, FRESH])}>
          <IconPlus size={15} aria-hidden />
          Add condition
        </Button>
      </div>
    </div>
  );
}

interface OperandsProps {
  readonly index: number;
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

function Operands({ index, filter: one, onChange }: OperandsProps) {
  const { id, options } = one.config;
  if (id === 'isNull' || id === 'isNotNull') return <span />;
  const names = id === 'between' ? (['from', 'to'] as const) : (['value'] as const);
  return (
    <span className={classes.operands}>
      {names.map((name) => (
        <LateText
          key={name}
          label={`${name === 'value' ? 'Value' : name === 'from' ? 'Lower end' : 'Upper end'} of condition ${index + 1}`}
          value={options[name] ?? ''}
          onChange={(value) => onChange({ ...one, config: { id, options: { ...options, [name]: value } } })}
        />
      ))}
    </span>
  );
}

/** Without parts that are not there, as JSON. */
function plain({ id, options }: Filter['config']) {
  const entries = Object.entries(options).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return { id, options: Object.fromEntries(entries) };
}
