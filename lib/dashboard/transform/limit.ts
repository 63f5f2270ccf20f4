import { z } from 'zod';
import { takeRows } from './cells';
import type { TransformationType } from './transformation';

const schema = z.object({
  limitField: z.coerce.number().int().catch(10).default(10),
  limitPosition: z.enum(['first', 'last']).catch('first').default('first'),
});

export const limit: TransformationType = {
  id: 'limit',
  name: 'Limit',
  description: 'Keep the first or last rows only.',
  apply: (frames, options) => {
    const { limitField, limitPosition } = schema.parse(options);
    const count = Math.abs(limitField);
    const fromEnd = limitPosition === 'last' || limitField < 0;
    return frames.map((frame) => {
      const length = Math.min(frame.length, count);
      const start = fromEnd ? frame.length - length : 0;
      const rows = Int32Array.from({ length }, (_, i) => start + i);
      return { ...frame, fields: frame.fields.map((field) => takeRows(field, rows)), length };
    });
  },
};
