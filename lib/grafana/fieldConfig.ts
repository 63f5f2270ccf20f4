import type { FieldConfig, FieldOverride, Json, JsonObject, Panel } from '@/lib/dashboard/document';
import { defined, FieldReader, ImportReport, isJsonObject } from './fieldReader';
import { keptForm, withKeptForm } from './keptForm';
import { readMappings } from './mappings';
import { readThresholds } from './thresholds';

type PanelFieldConfig = Panel['fieldConfig'];

const FIELDS = [
  ...['displayName', 'unit', 'decimals', 'min', 'max', 'noValue', 'color', 'thresholds', 'mappings', 'links', 'custom'],
];

/** Reads `fieldConfig` of a panel: defaults and overrides. */
export function readFieldConfig(source: JsonObject, path: string, report: ImportReport): PanelFieldConfig {
  const reader = new FieldReader(source, path, report);
  return {
    defaults: readDefaults(reader.object('defaults'), reader.at('defaults'), report),
    overrides: reader.objects('overrides').flatMap(({ value, path: at }) => readOverride(value, at, report)),
  };
}

/** Reads the properties of a field. */
function readDefaults(source: JsonObject, path: string, report: ImportReport): FieldConfig {
  const reader = new FieldReader(source, path, report);
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
  return { ...config, ...keptUnknown(keptForm(source, toJsonObject(config))) };
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
  reader.raw('matcher');
  const properties = reader.objects('properties').flatMap(({ value, path: at }) => {
    const id = value['id'];
    if (typeof id === 'string') return [defined({ id, value: value['value'] }) as { id: string; value?: Json }];
    report.add(`${at}.id`, 'a property needs an id; left out');
    return [];
  });
  const { id, options, ...unknown } = matcher;
  const known = { id: matcher['id'], ...optional('options', options), ...keptUnknown(unknown) };
  return [{ matcher: known, properties, ...keptUnknown(reader.rest()) }];
}

function keptUnknown(unknown: JsonObject): { unknown?: JsonObject } {
  return Object.keys(unknown).length > 0 ? { unknown } : {};
}

export function writeFieldConfig(config: PanelFieldConfig): JsonObject {
  const { unknown = {}, ...defaults } = config.defaults;
  return {
    defaults: withKeptForm(unknown, toJsonObject(defaults), FIELDS, (source) => {
      const { unknown: _unknown, ...again } = readDefaults(source, '', new ImportReport());
      return toJsonObject(again);
    }),
    overrides: config.overrides.map(writeOverride),
  };
}

function writeOverride({ matcher, properties, unknown }: FieldOverride): JsonObject {
  const { unknown: inMatcher, ...known } = matcher;
  return {
    ...unknown,
    matcher: { ...inMatcher, ...known },
    properties: properties.map(({ id, value }) => defined({ id, value })),
  };
}

/** Documents are plain JSON already; this drops `undefined` and the readonly markers for the writer. */
function toJsonObject(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
