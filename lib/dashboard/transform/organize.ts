import { z } from 'zod';
import { fieldDisplayName } from '../displayName';
import type { Field, Frame } from '../frame';
import { ownNames, withFields } from './names';
import type { TransformationType } from './transformation';

const flags = z.record(z.string(), z.boolean().catch(false)).catch({}).default({});
const schema = z.object({
  excludeByName: flags,
  includeByName: flags,
  indexByName: z.record(z.string(), z.coerce.number()).catch({}).default({}),
  renameByName: z.record(z.string(), z.string().catch('')).catch({}).default({}),
});
type Options = z.infer<typeof schema>;

function organizeFrame(frame: Frame, options: Options): Frame | undefined {
  const { excludeByName, includeByName, indexByName, renameByName } = options;
  const included = Object.keys(includeByName).filter((name) => includeByName[name]);
  const own = ownNames(frame);
  const named = own.map((field) => ({ field, name: fieldDisplayName(field, { ...frame, fields: own }) }));
  const kept = named.filter(({ name }) => {
    if (Object.hasOwn(excludeByName, name) && excludeByName[name]) return false;
    return included.length === 0 || included.includes(name);
  });
  const place = (name: string) => (Object.hasOwn(indexByName, name) ? (indexByName[name] ?? 0) : Infinity);
  const ordered = kept.sort((a, b) => (place(a.name) === place(b.name) ? 0 : place(a.name) - place(b.name)));
  return withFields(
    frame,
    ordered.map(({ field, name }) => renamed(field, Object.hasOwn(renameByName, name) ? renameByName[name] : '')),
  );
}

function renamed(field: Field, name: string | undefined): Field {
  return name ? { ...field, config: { ...field.config, displayName: name } } : field;
}

export const organize: TransformationType = {
  id: 'organize',
  name: 'Organize fields',
  description: 'Hide, reorder and rename fields.',
  apply: (frames, options) => {
    const parsed = schema.parse(options);
    return frames.flatMap((frame) => organizeFrame(frame, parsed) ?? []);
  },
};
