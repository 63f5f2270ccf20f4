import { z } from 'zod';
import { fieldDisplayName } from '../displayName';
import type { Field, Frame } from '../frame';
import { cellAt, columnOf, takeRows } from './cells';
import { ownNames } from './names';
import { isCount, reduceField, reducesToText } from './reducers';
import type { TransformationType } from './transformation';

const schema = z.object({
  fields: z
    .record(
      z.string(),
      z
        .object({
          operation: z.enum(['groupby', 'aggregate']).optional().catch(undefined),
          aggregations: z.array(z.string()).max(30).catch([]).default([]),
        })
        .catch({ aggregations: [] }),
    )
    .catch({})
    .default({}),
});
type Options = z.infer<typeof schema>['fields'];

/** Numbers of the rows of each group, in the order in which groups first appear. */
function groupRows(keys: readonly Field[], length: number): number[][] {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < length; row++) {
    const key = keys.map((field) => String(cellAt(field, row) ?? '\u0001')).join('\u0000');
    const rows = groups.get(key);
    if (rows === undefined) groups.set(key, [row]);
    else rows.push(row);
  }
  return [...groups.values()];
}

function aggregated(field: Field, reducer: string, groups: readonly number[][]): Field {
  const cells = groups.map((rows) => reduceField(takeRows(field, rows), reducer));
  const type = reducesToText(reducer) ? 'string' : isCount(reducer) ? 'number' : field.type;
  const config = isCount(reducer) ? {} : field.config;
  return columnOf({ name: `${field.name} (${reducer})`, type, config: { ...config, displayName: undefined } }, cells);
}

function groupFrame(frame: Frame, options: Options): Frame | undefined {
  const named = ownNames(frame).map((field) => ({ ...field, name: fieldDisplayName(field, frame) }));
  const optionOf = ({ name }: Field) => (Object.hasOwn(options, name) ? options[name] : undefined);
  const keys = named.filter((field) => optionOf(field)?.operation === 'groupby');
  if (keys.length === 0) return undefined;
  const groups = groupRows(keys, frame.length);
  const firsts = groups.map((rows) => rows[0] ?? 0);
  const calculated = named.flatMap((field) => {
    const option = optionOf(field);
    if (option?.operation !== 'aggregate') return [];
    return option.aggregations.map((reducer) => aggregated(field, reducer, groups));
  });
  const fields = [...keys.map((field) => takeRows(field, firsts)), ...calculated];
  return { refId: frame.refId, name: '', fields, length: groups.length };
}

export const groupBy: TransformationType = {
  id: 'groupBy',
  name: 'Group by',
  description: 'Make one row of all rows with equal values, with calculations on the other fields.',
  apply: (frames, options) => {
    const { fields } = schema.parse(options);
    return frames.flatMap((frame) => groupFrame(frame, fields) ?? []);
  },
};
