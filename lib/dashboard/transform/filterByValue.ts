import { z } from 'zod';
import { dashboardRegex } from '../dashboardRegex';
import type { Frame } from '../frame';
import { type Cell, cellAt, takeRows, toNumber } from './cells';
import { findField } from './names';
import { type TransformationType, TransformError } from './transformation';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const condition = z.object({
  id: z.string(),
  options: z
    .object({
      value: scalar.optional().catch(undefined),
      from: scalar.optional().catch(undefined),
      to: scalar.optional().catch(undefined),
    })
    .catch({})
    .default({}),
});
const schema = z.object({
  filters: z
    .array(z.object({ fieldName: z.string().catch(''), config: condition }))
    .max(100)
    .catch([])
    .default([]),
  type: z.enum(['include', 'exclude']).catch('include').default('include'),
  match: z.enum(['all', 'any']).catch('any').default('any'),
});

type Test = (cell: Cell) => boolean;

function numeric(value: string | undefined, test: (number: number, wanted: number) => boolean): Test {
  const wanted = toNumber(value ?? null);
  return (cell) => {
    const number = toNumber(cell);
    return number !== null && wanted !== null && test(number, wanted);
  };
}

function regexTest(pattern: string): Test {
  const regex = dashboardRegex(pattern.startsWith('/') ? pattern : `/${pattern}/`);
  if (regex === undefined) throw new TransformError(`${pattern} is not a regular expression`);
  return (cell) => cell !== null && regex(String(cell));
}

function testOf({ id, options }: z.infer<typeof condition>): Test {
  const { value = '', from, to } = options;
  const lower = value.toLowerCase();
  switch (id) {
    case 'greater':
      return numeric(value, (a, b) => a > b);
    case 'greaterOrEqual':
      return numeric(value, (a, b) => a >= b);
    case 'lower':
      return numeric(value, (a, b) => a < b);
    case 'lowerOrEqual':
      return numeric(value, (a, b) => a <= b);
    case 'between': {
      const above = numeric(from, (a, b) => a > b);
      const below = numeric(to, (a, b) => a < b);
      return (cell) => above(cell) && below(cell);
    }
    case 'equal':
      return (cell) => cell !== null && (String(cell) === value || toNumber(cell) === Number(value || Number.NaN));
    case 'notEqual':
      return (cell) => !(cell !== null && (String(cell) === value || toNumber(cell) === Number(value || Number.NaN)));
    case 'isNull':
      return (cell) => cell === null;
    case 'isNotNull':
      return (cell) => cell !== null;
    case 'substring':
      return (cell) => cell !== null && String(cell).toLowerCase().includes(lower);
    case 'notSubstring':
      return (cell) => cell === null || !String(cell).toLowerCase().includes(lower);
    case 'regex':
      return regexTest(value);
    default:
      throw new TransformError(`there is no condition ${id}`);
  }
}

function filterFrame(frame: Frame, { filters, type, match }: z.infer<typeof schema>): Frame {
  const tests = filters.flatMap(({ fieldName, config }) => {
    const field = findField(frame, fieldName);
    return field === undefined ? [] : [{ field, test: testOf(config) }];
  });
  if (tests.length === 0) return frame;
  const holds = (row: number) =>
    match === 'all'
      ? tests.every(({ field, test }) => test(cellAt(field, row)))
      : tests.some(({ field, test }) => test(cellAt(field, row)));
  const rows: number[] = [];
  for (let row = 0; row < frame.length; row++) if (holds(row) === (type === 'include')) rows.push(row);
  return { ...frame, fields: frame.fields.map((field) => takeRows(field, rows)), length: rows.length };
}

export const filterByValue: TransformationType = {
  id: 'filterByValue',
  name: 'Filter rows by value',
  description: 'Keep or drop rows by the values of their fields.',
  apply: (frames, options) => {
    const parsed = schema.parse(options);
    return frames.map((frame) => filterFrame(frame, parsed));
  },
};
