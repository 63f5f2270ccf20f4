import { z } from 'zod';
import type { FieldConfig } from '../document';
import { setProperty } from '../fieldProperties';
import type { Frame } from '../frame';
import { findField } from './names';
import { reduceField } from './reducers';
import { type TransformationType, TransformError } from './transformation';

const schema = z.object({
  configRefId: z.string().catch('config').default('config'),
  mappings: z
    .array(
      z.object({
        fieldName: z.string().catch(''),
        handlerKey: z.string().nullish().catch(undefined),
        reducerId: z.string().nullish().catch(undefined),
      }),
    )
    .max(100)
    .catch([])
    .default([]),
});

/** What a value may become; the text of a unit or name, or a number. */
const HANDLERS = new Set(['min', 'max', 'unit', 'decimals', 'displayName', 'noValue']);

/** The part of a config that the values of a result say. */
function configOf(frames: readonly Frame[], mappings: z.infer<typeof schema>['mappings']): FieldConfig {
  let config: FieldConfig = {};
  for (const { fieldName, handlerKey, reducerId } of mappings) {
    const field = frames.map((frame) => findField(frame, fieldName)).find((found) => found !== undefined);
    if (field === undefined || !handlerKey || !HANDLERS.has(handlerKey)) continue;
    const value = reduceField(field, reducerId ?? 'lastNotNull');
    if (value !== null) config = setProperty(config, { id: handlerKey, value });
  }
  return config;
}

export const configFromData: TransformationType = {
  id: 'configFromData',
  name: 'Config from query',
  description: 'Take minimum, maximum, unit or decimals of all other results from one query.',
  apply: (frames, options) => {
    const { configRefId, mappings } = schema.parse(options);
    const source = frames.filter(({ refId }) => refId === configRefId);
    if (source.length === 0) throw new TransformError(`no result of the query ${configRefId}`);
    const config = configOf(source, mappings);
    return frames
      .filter(({ refId }) => refId !== configRefId)
      .map((frame) => ({
        ...frame,
        fields: frame.fields.map((field) =>
          field.type === 'number' ? { ...field, config: { ...field.config, ...config } } : field,
        ),
      }));
  },
};
