import { z } from 'zod';
import { dashboardRegex } from '../dashboardRegex';
import { fieldDisplayName } from '../displayName';
import type { Field, Frame } from '../frame';
import { isNamed, ownNames, withFields } from './names';
import { type TransformationType, TransformError } from './transformation';

const choice = z
  .object({
    names: z.array(z.string()).optional().catch(undefined),
    pattern: z.string().optional().catch(undefined),
    variable: z.string().optional().catch(undefined),
  })
  .optional()
  .catch(undefined);
const schema = z.object({ include: choice, exclude: choice, byVariable: z.boolean().catch(false).default(false) });

type Test = (field: Field, frame: Frame) => boolean;

/** Names and pattern together: what either means. undefined where nothing was chosen. */
function testOf(chosen: z.infer<typeof choice>, byVariable: boolean): Test | undefined {
  if (chosen === undefined) return undefined;
  const names = byVariable && chosen.variable ? chosen.variable.replace(/^\{(.*)\}$/, '$1').split(',') : chosen.names;
  const pattern = byVariable ? '' : (chosen.pattern ?? '');
  if ((names ?? []).length === 0 && pattern === '') return undefined;
  const regex = pattern === '' ? undefined : dashboardRegex(pattern);
  if (pattern !== '' && regex === undefined) throw new TransformError(`${pattern} is not a regular expression`);
  return (field, frame) =>
    (names ?? []).some((name) => isNamed(field, frame, name)) || (regex?.(fieldDisplayName(field, frame)) ?? false);
}

export const filterFieldsByName: TransformationType = {
  id: 'filterFieldsByName',
  name: 'Filter fields by name',
  description: 'Keep or drop fields by their names, a pattern or a variable.',
  apply: (frames, options) => {
    const { include, exclude, byVariable } = schema.parse(options);
    const wanted = testOf(include, byVariable);
    const unwanted = testOf(exclude, byVariable);
    return frames.flatMap((frame) => {
      const own = ownNames(frame);
      const kept = own.filter((_, i) => {
        const field = frame.fields[i];
        if (field === undefined) return false;
        return (wanted?.(field, frame) ?? true) && !(unwanted?.(field, frame) ?? false);
      });
      return withFields(frame, kept) ?? [];
    });
  },
};
