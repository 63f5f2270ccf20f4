'use client';

import type { Json } from '@/lib/dashboard/document';
import { getPath, setPath } from '../options/jsonPath';
import { FormControl } from './FormControl';
import type { FormField } from './formFields';
import type { TransformFormProps } from './formProps';
import classes from './transformations.module.css';

/** The form of a transformation whose options are a list of plain fields. */
export function TransformForm({
  step,
  frames,
  onChange,
  fields,
}: TransformFormProps & { readonly fields: readonly FormField[] }) {
  if (fields.length === 0) return <p className={classes.nothing}>Nothing to set.</p>;
  return (
    <div className={classes.form}>
      {fields
        .filter(({ when }) => when?.(step.options) ?? true)
        .map((field) => (
          <div key={field.path.join('.')} className={classes.row}>
            <span className={classes.label} aria-hidden>
              {field.label}
            </span>
            <FormControl
              field={field}
              value={getPath(step.options, field.path)}
              frames={frames}
              onChange={(value: Json | undefined) => onChange(setPath(step.options, field.path, value))}
            />
          </div>
        ))}
    </div>
  );
}
