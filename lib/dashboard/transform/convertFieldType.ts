import { z } from 'zod';
import type { Field, FieldType } from '../frame';
import { type Cell, cellAt, columnOf } from './cells';
import { isNamed } from './names';
import type { TransformationType } from './transformation';

const schema = z.object({
  conversions: z
    .array(
      z.object({
        targetField: z.string().catch('').default(''),
        destinationType: z.enum(['time', 'number', 'string', 'boolean']).optional().catch(undefined),
      }),
    )
    .max(100)
    .catch([])
    .default([]),
});

const FALSE = new Set(['', '0', 'false', 'no', 'NaN']);

function convertCell(cell: Cell, type: FieldType): Cell {
  if (cell === null) return null;
  switch (type) {
    case 'time':
      return typeof cell === 'string' && Number.isNaN(Number(cell)) ? timeOf(cell) : cell;
    case 'boolean':
      return String(!FALSE.has(String(cell)));
    case 'string':
    case 'number':
      return cell;
    default:
      return type satisfies never;
  }
}

function timeOf(text: string): number | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

function convert(field: Field, type: FieldType): Field {
  if (field.type === type) return field;
  const cells = Array.from({ length: field.values.length }, (_, row) => convertCell(cellAt(field, row), type));
  return columnOf({ ...field, type }, cells);
}

export const convertFieldType: TransformationType = {
  id: 'convertFieldType',
  name: 'Convert field type',
  description: 'Read a field as number, text, time or yes and no.',
  apply: (frames, options) => {
    const { conversions } = schema.parse(options);
    return frames.map((frame) => ({
      ...frame,
      fields: frame.fields.map((field) => {
        const wanted = conversions.find(({ targetField }) => targetField !== '' && isNamed(field, frame, targetField));
        return wanted?.destinationType === undefined ? field : convert(field, wanted.destinationType);
      }),
    }));
  },
};
