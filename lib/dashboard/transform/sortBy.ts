import { z } from 'zod';
import type { Field, Frame } from '../frame';
import { cellAt, compareCells, takeRows } from './cells';
import { findField } from './names';
import type { TransformationType } from './transformation';

const schema = z.object({
  sort: z
    .array(z.object({ field: z.string(), desc: z.boolean().catch(false).default(false) }))
    .max(20)
    .catch([])
    .default([]),
});

/** The frame with its rows in the order of a field; equal rows keep their order, rows without a value come last. */
export function sortFrame(frame: Frame, field: Field, descending: boolean): Frame {
  const rows = Int32Array.from({ length: frame.length }, (_, i) => i);
  const sign = descending ? -1 : 1;
  rows.sort((a, b) => compareCells(cellAt(field, a), cellAt(field, b), sign) || a - b);
  return { ...frame, fields: frame.fields.map((other) => takeRows(other, rows)) };
}

export const sortBy: TransformationType = {
  id: 'sortBy',
  name: 'Sort by',
  description: 'Sort the rows by a field.',
  apply: (frames, options) => {
    const { sort } = schema.parse(options);
    return frames.map((frame) => {
      const found = sort.flatMap(({ field, desc }) => {
        const match = findField(frame, field);
        return match === undefined ? [] : [{ match, desc }];
      })[0];
      return found === undefined ? frame : sortFrame(frame, found.match, found.desc);
    });
  },
};
