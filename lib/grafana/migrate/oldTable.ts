import type { Json, JsonObject } from '@/lib/dashboard/document';
import { isJsonObject } from '../fieldReader';

const CELL_MODES: Readonly<Record<string, string>> = {
  cell: 'color-background',
  row: 'color-background',
  value: 'color-text',
};

/** Old `transform` of the Angular table, as a transformation of today. */
const TRANSFORMATIONS: Readonly<Record<string, JsonObject>> = {
  timeseries_to_columns: { id: 'joinByField', options: { mode: 'outer' } },
  timeseries_to_rows: { id: 'seriesToRows', options: {} },
  table: { id: 'merge', options: {} },
};

/** Turns a table with column `styles` into one with field overrides. */
export function migrateOldTable(panel: JsonObject): JsonObject {
  const styles = Array.isArray(panel['styles']) ? panel['styles'].filter(isJsonObject) : [];
  const catchAll = styles.find((style) => style['pattern'] === '/.*/');
  const named = styles.filter((style) => style !== catchAll);
  const transformations = Array.isArray(panel['transformations']) ? panel['transformations'] : oldTransformation(panel);
  return {
    ...panel,
    type: 'table',
    options: isJsonObject(panel['options']) ? panel['options'] : { showHeader: panel['showHeader'] !== false },
    transformations,
    fieldConfig: {
      defaults: catchAll === undefined ? {} : defaultsOf(catchAll),
      overrides: named.map((style) => ({ matcher: matcherOf(style['pattern']), properties: propertiesOf(style) })),
    },
  };
}

function oldTransformation(panel: JsonObject): JsonObject[] {
  const name = panel['transform'];
  if (name === 'timeseries_aggregations') {
    const columns = Array.isArray(panel['columns']) ? panel['columns'].filter(isJsonObject) : [];
    const reducers = columns.map((column) => REDUCERS[String(column['value'])] ?? String(column['value']));
    return [{ id: 'reduce', options: { includeTimeField: false, reducers } }];
  }
  const known = typeof name === 'string' ? TRANSFORMATIONS[name] : undefined;
  return known === undefined ? [] : [known];
}

const REDUCERS: Readonly<Record<string, string>> = { avg: 'mean', current: 'lastNotNull', total: 'sum' };

function matcherOf(pattern: Json | undefined): JsonObject {
  const text = typeof pattern === 'string' ? pattern : '';
  return text.startsWith('/') ? { id: 'byRegexp', options: text } : { id: 'byName', options: text };
}

function propertiesOf(style: JsonObject): JsonObject[] {
  const properties: JsonObject[] = [];
  const add = (id: string, value: Json) => properties.push({ id, value });
  if (typeof style['alias'] === 'string' && style['alias'] !== '') add('displayName', style['alias']);
  if (style['type'] === 'hidden') add('custom.hidden', true);
  const link = linkOf(style);
  if (link !== undefined) add('links', [link]);
  if (style['type'] === 'date') add('unit', dateUnit(style['dateFormat']));
  if (style['type'] !== 'number') return properties;
  for (const [id, value] of Object.entries(defaultsOf(style))) {
    if (id === 'custom' && isJsonObject(value)) {
      for (const [name, setting] of Object.entries(value)) add(`custom.${name}`, setting);
    } else add(id, value);
  }
  return properties;
}

/** The link of a column's cells; `$__cell` in it is still understood. */
function linkOf(style: JsonObject): JsonObject | undefined {
  const { link, linkUrl, linkTooltip, linkTargetBlank } = style;
  if (link !== true || typeof linkUrl !== 'string' || linkUrl === '') return undefined;
  const title = typeof linkTooltip === 'string' ? linkTooltip : '';
  return { title, url: linkUrl, targetBlank: linkTargetBlank === true };
}

function dateUnit(format: Json | undefined): string {
  return typeof format === 'string' && format !== '' ? `time:${format}` : 'dateTimeAsIso';
}

function defaultsOf(style: JsonObject): JsonObject {
  const mode = typeof style['colorMode'] === 'string' ? CELL_MODES[style['colorMode']] : undefined;
  const limits = Array.isArray(style['thresholds']) ? style['thresholds'].map(Number).filter(Number.isFinite) : [];
  const colors = Array.isArray(style['colors']) ? style['colors'] : [];
  const steps = [null, ...limits].map((value, index) => ({ value, color: colors[index] ?? 'green' }));
  return {
    ...(typeof style['unit'] === 'string' ? { unit: style['unit'] } : {}),
    ...(typeof style['decimals'] === 'number' ? { decimals: style['decimals'] } : {}),
    ...(limits.length > 0 ? { thresholds: { mode: 'absolute', steps } } : {}),
    ...(mode === undefined ? {} : { custom: { displayMode: mode }, color: { mode: 'thresholds' } }),
  };
}
