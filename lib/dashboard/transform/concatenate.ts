import { z } from 'zod';
import type { Field, Frame } from '../frame';
import { NO_ROW, takeRows } from './cells';
import { numberDuplicates, ownNames } from './names';
import type { TransformationType } from './transformation';

const schema = z.object({
  frameNameMode: z.enum(['field', 'label', 'drop']).catch('field').default('field'),
  frameNameLabel: z.string().catch('frame').default('frame'),
});

function named(field: Field, frame: Frame, { frameNameMode, frameNameLabel }: z.infer<typeof schema>): Field {
  if (frame.name === '' || frameNameMode === 'drop') return field;
  if (frameNameMode === 'label') return { ...field, labels: { ...field.labels, [frameNameLabel]: frame.name } };
  return field.name === frame.name ? field : { ...field, name: `${frame.name} · ${field.name}` };
}

export const concatenate: TransformationType = {
  id: 'concatenate',
  name: 'Concatenate fields',
  description: 'Put the fields of all results side by side in one table, row by row.',
  apply: (frames, options) => {
    if (frames.length < 2) return frames;
    const parsed = schema.parse(options);
    const length = Math.max(...frames.map((frame) => frame.length));
    const rows = (own: number) => Int32Array.from({ length }, (_, i) => (i < own ? i : NO_ROW));
    const fields = frames.flatMap((frame) =>
      ownNames(frame).map((field) => takeRows(named(field, frame, parsed), rows(frame.length))),
    );
    return [{ refId: frames[0]?.refId ?? '', name: '', fields: numberDuplicates(fields), length }];
  },
};
