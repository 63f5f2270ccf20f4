'use client';

import { z } from 'zod';
import { Select } from '@/components/ui/controls/Select';
import type { Json } from '@/lib/dashboard/document';
import { CalcsPicker } from '../FormControl';
import type { TransformFormProps } from '../formProps';
import { fieldNames } from '../framesInfo';
import classes from '../transformations.module.css';

const option = z.object({
  operation: z.enum(['groupby', 'aggregate']).nullish().catch(undefined),
  aggregations: z.array(z.string()).catch([]).default([]),
});
const schema = z.record(z.string(), option.catch({ aggregations: [] })).catch({});

const OPERATIONS = [
  { value: '', label: 'Ignored' },
  { value: 'groupby', label: 'Group by' },
  { value: 'aggregate', label: 'Calculate' },
];

/** For each field whether rows are grouped by it, or what is calculated of it. */
export function GroupByForm({ step, frames, onChange }: TransformFormProps) {
  const fields = schema.parse(step.options['fields']);
  const names = fieldNames(frames);
  const set = (name: string, next: { readonly [key: string]: Json }) =>
    onChange({ ...step.options, fields: { ...fields, [name]: next } });
  if (names.length === 0) return <p className={classes.nothing}>No fields come in yet.</p>;
  return (
    <ul className={classes.organize}>
      {names.map((name) => {
        const { operation, aggregations = [] } = fields[name] ?? {};
        return (
          <li key={name} className={classes.groupRow}>
            <span className={classes.fieldName} title={name}>
              {name}
            </span>
            <Select
              label={`What is done with ${name}`}
              choices={OPERATIONS}
              value={operation ?? ''}
              onChange={(next) => set(name, { operation: next === '' ? null : next, aggregations })}
            />
            {operation === 'aggregate' ? (
              <CalcsPicker
                label={`Calculations of ${name}`}
                chosen={aggregations}
                onChange={(next) => set(name, { operation, aggregations: next ?? [] })}
              />
            ) : (
              <span />
            )}
          </li>
        );
      })}
    </ul>
  );
}
