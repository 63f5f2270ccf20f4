import type { Json, JsonObject } from '@/lib/dashboard/document';
import { isJsonObject } from '../fieldReader';

/** Old names of the value to show, where they differ from today's calculations. */
const CALCS: Readonly<Record<string, string>> = {
  avg: 'mean',
  current: 'lastNotNull',
  total: 'sum',
  first: 'firstNotNull',
  last_time: 'lastNotNull',
};
const DEFAULT_COLORS = ['green', 'orange', 'red'];

/** Turns a singlestat panel into a gauge (when it showed one) or a stat. */
export function migrateSinglestat(panel: JsonObject): JsonObject {
  const gauge = isJsonObject(panel['gauge']) ? panel['gauge'] : {};
  const isGauge = gauge['show'] === true;
  const valueName = typeof panel['valueName'] === 'string' ? panel['valueName'] : 'avg';
  const showName = valueName === 'name';
  const reduceOptions = {
    values: false,
    calcs: [showName ? 'lastNotNull' : (CALCS[valueName] ?? valueName)],
    fields: '',
  };
  const options: JsonObject = isGauge
    ? {
        reduceOptions,
        showThresholdMarkers: gauge['thresholdMarkers'] !== false,
        showThresholdLabels: gauge['thresholdLabels'] === true,
      }
    : {
        reduceOptions,
        colorMode: panel['colorBackground'] === true ? 'background' : panel['colorValue'] === true ? 'value' : 'none',
        graphMode: isJsonObject(panel['sparkline']) && panel['sparkline']['show'] === true ? 'area' : 'none',
        textMode: showName ? 'name' : 'auto',
        justifyMode: 'auto',
        orientation: 'horizontal',
      };
  return {
    ...panel,
    type: isGauge ? 'gauge' : 'stat',
    options,
    fieldConfig: { defaults: readDefaults(panel, isGauge ? gauge : {}), overrides: [] },
  };
}

function readDefaults(panel: JsonObject, gauge: JsonObject): JsonObject {
  return {
    ...unitOf(panel),
    ...(typeof panel['decimals'] === 'number' ? { decimals: panel['decimals'] } : {}),
    ...(typeof gauge['minValue'] === 'number' ? { min: gauge['minValue'] } : {}),
    ...(typeof gauge['maxValue'] === 'number' ? { max: gauge['maxValue'] } : {}),
    color: { mode: 'thresholds' },
    thresholds: { mode: 'absolute', steps: thresholdSteps(panel) },
    mappings: mappingsOf(panel),
  };
}

/** A postfix or prefix becomes the unit where the panel has none; else the unit says more. */
function unitOf(panel: JsonObject): JsonObject {
  const format = panel['format'];
  if (typeof format === 'string' && format !== 'none' && format !== 'short' && format !== '') return { unit: format };
  const postfix = typeof panel['postfix'] === 'string' ? panel['postfix'].trim() : '';
  if (postfix !== '') return { unit: postfix === '%' ? 'percent' : `suffix:${postfix}` };
  const prefix = typeof panel['prefix'] === 'string' ? panel['prefix'].trim() : '';
  if (prefix !== '') return { unit: `prefix:${prefix}` };
  return typeof format === 'string' && format !== '' ? { unit: format } : {};
}

/** `thresholds` was text such as "70,90" with one colour more than limits in `colors`. */
function thresholdSteps(panel: JsonObject): JsonObject[] {
  const colors = Array.isArray(panel['colors']) && panel['colors'].length > 0 ? panel['colors'] : DEFAULT_COLORS;
  const text = typeof panel['thresholds'] === 'string' ? panel['thresholds'] : '';
  const limits = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && Number.isFinite(Number(part)));
  const color = (index: number): Json => colors[Math.min(index, colors.length - 1)] ?? 'green';
  return [
    { value: null, color: color(0) },
    ...limits.map((limit, index) => ({ value: Number(limit), color: color(index + 1) })),
  ];
}

/** Only one of the two lists was in force, by `mappingType`; each holds a "null" to "N/A" by default. */
function mappingsOf(panel: JsonObject): JsonObject[] {
  const values = listOf(panel['valueMaps']).map(valueMap);
  const ranges = listOf(panel['rangeMaps']).map(rangeMap);
  if (panel['mappingType'] === 1) return values;
  if (panel['mappingType'] === 2) return ranges;
  return values.length > 0 ? values : ranges;
}

function listOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function valueMap(map: JsonObject): JsonObject {
  const result = { text: map['text'] ?? '' };
  const value = map['value'];
  if (value === 'null' || value === null) return { type: 'special', options: { match: 'null', result } };
  return { type: 'value', options: { [String(value ?? '')]: result } };
}

function rangeMap(map: JsonObject): JsonObject {
  const result = { text: map['text'] ?? '' };
  // From null to null is no range without bounds: it stands for "no value".
  if (map['from'] === 'null' && map['to'] === 'null') return { type: 'special', options: { match: 'null', result } };
  return { type: 'range', options: { from: map['from'] ?? null, to: map['to'] ?? null, result } };
}
