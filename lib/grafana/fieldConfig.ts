import type { FieldConfig, FieldOverride, Json, JsonObject, Panel } from '@/lib/dashboard/document';
import { defined, FieldReader, type ImportReport, isJsonObject } from './fieldReader';
import { readMappings } from './mappings';
import { readThresholds } from './thresholds';

type PanelFieldConfig = Panel['fieldConfig'];

/** Reads `fieldConfig` of a panel: defaults and overrides. */
export function readFieldConfig(source: JsonObject, path: string, report: ImportReport): PanelFieldConfig {
  const reader = new FieldReader(source, path, report);
  return {
    defaults: readDefaults(reader.child(reader.object('defaults'), reader.at('defaults'))),
    overrides: reader.objects('overrides').flatMap(({ value, path: at }) => readOverride(value, at, report)),
  };
}

/** Reads the properties of a field; also used for values given by overrides' neighbours and old formats. */
export function readDefaults(reader: FieldReader): FieldConfig {
  const color = readColor(reader);
  const thresholds = readThresholds(reader);
  const mappings = readMappings(reader);
  const links = reader.objects('links').map(({ value }) => value);
  const custom = reader.optionalObject('custom');
  const config = {
    ...optional('displayName', reader.optionalString('displayName')),
    ...optional('unit', reader.optionalString('unit')),
    ...optional('decimals', reader.optionalNumber('decimals')),
    ...optional('min', reader.optionalNumber('min')),
    ...optional('max', reader.optionalNumber('max')),
    ...optional('noValue', reader.optionalString('noValue')),
    ...optional('color', color),
    ...optional('thresholds', thresholds),
    ...(mappings.length > 0 ? { mappings } : {}),
    ...(links.length > 0 ? { links } : {}),
    ...optional('custom', custom),
  };
  const unknown = reader.rest();
  return Object.keys(unknown).length > 0 ? { ...config, unknown } : config;
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): { [key in Name]?: Value } {
  const result: { [key in Name]?: Value } = {};
  if (value !== undefined) result[name] = value;
  return result;
}

function readColor(reader: FieldReader): FieldConfig['color'] {
  const source = reader.optionalObject('color');
  if (source === undefined) return undefined;
  const mode = source['mode'];
  const fixedColor = source['fixedColor'];
  const seriesBy = source['seriesBy'];
  return {
    mode: typeof mode === 'string' ? mode : 'palette-classic',
    ...(typeof fixedColor === 'string' ? { fixedColor } : {}),
    ...(seriesBy === 'last' || seriesBy === 'min' || seriesBy === 'max' ? { seriesBy } : {}),
  };
}

function readOverride(source: JsonObject, path: string, report: ImportReport): FieldOverride[] {
  const matcher = source['matcher'];
  if (!isJsonObject(matcher) || typeof matcher['id'] !== 'string') {
    report.add(`${path}.matcher`, 'an override needs a matcher with an id; left out');
    return [];
  }
  const reader = new FieldReader(source, path, report);
  const properties = reader.objects('properties').flatMap(({ value, path: at }) => {
    const id = value['id'];
    if (typeof id === 'string') return [defined({ id, value: value['value'] }) as { id: string; value?: Json }];
    report.add(`${at}.id`, 'a property needs an id; left out');
    return [];
  });
  return [{ matcher: { id: matcher['id'], ...optional('options', matcher['options']) }, properties }];
}

export function writeFieldConfig(config: PanelFieldConfig): JsonObject {
  const { unknown, ...defaults } = config.defaults;
  return {
    defaults: { ...unknown, ...(toJson(defaults) as JsonObject) },
    overrides: toJson(config.overrides),
  };
}

/** Documents are plain JSON already; this drops `undefined` and the readonly markers for the writer. */
function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}
