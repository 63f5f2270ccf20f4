/** Properties that overrides may set, checked: their values are hostile JSON. */
import { z } from 'zod';
import type { FieldConfig, FieldOverride, Json, JsonObject } from './document';

const text = z.string().max(10_000);
const color = z.looseObject({
  mode: z.string().max(100),
  fixedColor: z.string().max(100).optional(),
  seriesBy: z.enum(['last', 'min', 'max']).optional(),
});
const thresholds = z.object({
  mode: z.enum(['absolute', 'percentage']).catch('absolute'),
  steps: z
    .array(
      z.object({ value: z.number().nullable().catch(null).default(null), color: z.string().max(100).catch('text') }),
    )
    .max(1000),
});
const result = z.looseObject({
  text: text.optional(),
  color: z.string().max(100).optional(),
  icon: z.string().max(100).optional(),
  index: z.number().optional(),
});
const mapping = z.discriminatedUnion('type', [
  z.object({ type: z.literal('value'), options: z.record(z.string(), result) }),
  z.object({
    type: z.literal('range'),
    options: z.object({
      from: z.coerce.number().nullable().catch(null),
      to: z.coerce.number().nullable().catch(null),
      result,
    }),
  }),
  z.object({ type: z.literal('regex'), options: z.object({ pattern: text, result }) }),
  z.object({
    type: z.literal('special'),
    options: z.object({ match: z.enum(['true', 'false', 'null', 'nan', 'null+nan', 'empty']), result }),
  }),
]);
const number = z.coerce.number().refine(Number.isFinite);
const links = z.array(z.record(z.string(), z.json())).max(100);

const SCHEMAS: Readonly<Record<string, z.ZodType<unknown>>> = {
  displayName: text,
  unit: z.string().max(200),
  decimals: number,
  min: number,
  max: number,
  noValue: text,
  color,
  thresholds,
  mappings: z.array(mapping).max(1000),
  links,
};

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** A copy of `base` with the value at a path of keys. */
function setPath(base: JsonObject, path: readonly string[], value: Json): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined || FORBIDDEN.has(key)) return base;
  if (rest.length === 0) return { ...base, [key]: value };
  const inner = base[key];
  const nested = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as JsonObject) : {};
  return { ...base, [key]: setPath(nested, rest, value) };
}

/**
 * The config with one property of an override set; a property without a value is reset, and one whose value does
 * not fit leaves the config as it is.
 */
export function setProperty(config: FieldConfig, property: FieldOverride['properties'][number]): FieldConfig {
  const { id, value } = property;
  if (id.startsWith('custom.')) {
    if (value === undefined) return config;
    return {
      ...config,
      custom: setPath(config.custom ?? {}, id.slice('custom.'.length).split('.').slice(0, 10), value),
    };
  }
  const schema = Object.hasOwn(SCHEMAS, id) ? SCHEMAS[id] : undefined;
  if (!schema) return config;
  if (value === undefined || value === null) return { ...config, [id]: undefined };
  const parsed = schema.safeParse(value);
  return parsed.success ? { ...config, [id]: parsed.data } : config;
}
