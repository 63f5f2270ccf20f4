import { z } from 'zod';
import { fieldDisplayName } from '../displayName';
import type { Field, Frame } from '../frame';
import { type Cell, columnOf } from './cells';
import { ownNames } from './names';
import { isCount, reduceField, reducerTitle, reducesToText } from './reducers';
import type { TransformationType } from './transformation';

const schema = z.object({
  reducers: z.array(z.string()).max(50).catch(['max']).default(['max']),
  mode: z.enum(['seriesToRows', 'reduceFields']).catch('seriesToRows').default('seriesToRows'),
  labelsToFields: z.boolean().catch(false).default(false),
  includeTimeField: z.boolean().catch(false).default(false),
});
type Options = z.infer<typeof schema>;

/** A row for each field, with a column for each calculation. */
function toRows(frames: readonly Frame[], { reducers, labelsToFields, includeTimeField }: Options): Frame[] {
  const sources = frames.flatMap((frame) =>
    frame.fields.flatMap((field) =>
      field.type === 'number' ||
      (field.type === 'time' && includeTimeField) ||
      (field.type === 'string' && frame.fields.length === 1)
        ? [{ field, name: fieldDisplayName(field, frame) }]
        : [],
    ),
  );
  if (sources.length === 0) return [];
  const column = (name: string, cells: Cell[]) => columnOf({ name, type: 'string' }, cells);
  const labels = labelsToFields ? [...new Set(sources.flatMap(({ field }) => Object.keys(field.labels ?? {})))] : [];
  const first = sources[0]?.field;
  const fields: Field[] = [
    column(
      'Field',
      sources.map(({ name }) => name),
    ),
    ...labels.map((label) =>
      column(
        label,
        sources.map(({ field }) => field.labels?.[label] ?? null),
      ),
    ),
    ...reducers.map((reducer) => {
      const type = reducesToText(reducer) ? 'string' : first?.type === 'time' && !isCount(reducer) ? 'time' : 'number';
      return columnOf(
        { name: reducerTitle(reducer), type },
        sources.map(({ field }) => reduceField(field, reducer)),
      );
    }),
  ];
  return [{ refId: frames[0]?.refId ?? '', name: '', fields, length: sources.length }];
}

/** Each frame with one row, its fields reduced by the first calculation. */
function toOneRow(frame: Frame, { reducers, includeTimeField }: Options): Frame {
  const fields = ownNames(frame).flatMap((field) => {
    if (field.type !== 'number' && !(field.type === 'time' && includeTimeField)) return [];
    return reducers.map((reducer) => {
      const name = reducers.length > 1 ? `${field.name} ${reducerTitle(reducer)}` : field.name;
      const type = reducesToText(reducer) ? 'string' : field.type;
      return columnOf({ ...field, name, type }, [reduceField(field, reducer)]);
    });
  });
  return { refId: frame.refId, name: '', fields, length: 1 };
}

export const reduce: TransformationType = {
  id: 'reduce',
  name: 'Reduce',
  description: 'Make single values of whole columns: a row per field, or one row per result.',
  apply: (frames, options) => {
    const parsed = schema.parse(options);
    return parsed.mode === 'seriesToRows' ? toRows(frames, parsed) : frames.map((frame) => toOneRow(frame, parsed));
  },
};
