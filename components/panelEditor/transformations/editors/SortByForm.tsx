'use client';

import { z } from 'zod';
import { Segments } from '@/components/ui/controls/Segments';
import { FieldPicker } from '../FormControl';
import type { TransformFormProps } from '../formProps';
import classes from '../transformations.module.css';

const schema = z
  .array(z.object({ field: z.string().catch(''), desc: z.boolean().catch(false).default(false) }))
  .catch([]);
const ORDERS = [
  { value: 'asc', label: 'Ascending' },
  { value: 'desc', label: 'Descending' },
];

/** The field that rows are sorted by. */
export function SortByForm({ step, frames, onChange }: TransformFormProps) {
  const [{ field, desc } = { field: '', desc: false }] = schema.parse(step.options['sort']);
  const set = (next: { readonly field: string; readonly desc: boolean }) => onChange({ ...step.options, sort: [next] });
  return (
    <div className={classes.form}>
      <div className={classes.row}>
        <span className={classes.label} aria-hidden>
          Field
        </span>
        <FieldPicker
          label="Field"
          name={field}
          empty="Choose a field"
          frames={frames}
          onPick={(name) => set({ field: name, desc })}
        />
      </div>
      <div className={classes.row}>
        <span className={classes.label} aria-hidden>
          Order
        </span>
        <Segments
          label="Order"
          choices={ORDERS}
          value={desc ? 'desc' : 'asc'}
          onChange={(order) => set({ field, desc: order === 'desc' })}
        />
      </div>
    </div>
  );
}
