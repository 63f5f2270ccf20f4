import { z } from 'zod';
import { dashboardRegex } from '../dashboardRegex';
import type { TransformationType } from './transformation';

const pattern = z.string().optional().catch(undefined);
const schema = z.object({ include: pattern, exclude: pattern });

/** A query's letter, or a pattern of letters as `/^(?:A|B)$/` or `A|B`. */
export function refIdTest(pattern: string): (refId: string) => boolean {
  const listed = pattern.split('|');
  const regex = dashboardRegex(pattern);
  return (refId) => listed.includes(refId) || (regex?.(refId) ?? false);
}

export const filterByRefId: TransformationType = {
  id: 'filterByRefId',
  name: 'Filter by query',
  description: 'Keep or drop the results of some queries.',
  apply: (frames, options) => {
    const { include, exclude } = schema.parse(options);
    const wanted = include ? refIdTest(include) : undefined;
    const unwanted = exclude ? refIdTest(exclude) : undefined;
    return frames.filter(({ refId }) => (wanted?.(refId) ?? true) && !(unwanted?.(refId) ?? false));
  },
};
