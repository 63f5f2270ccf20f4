import type { Json, JsonObject } from '@/lib/dashboard/document';
import { isJsonObject } from '../fieldReader';
import { axisCustom, axisField } from './graph';

/** `aliasColors` and `seriesOverrides` of an Angular graph as field overrides. */
export function seriesOverrides(panel: JsonObject, rightAxis: JsonObject): JsonObject[] {
  const colors = isJsonObject(panel['aliasColors']) ? Object.entries(panel['aliasColors']) : [];
  const byColor = colors.flatMap(([alias, color]) =>
    typeof color === 'string'
      ? [{ matcher: { id: 'byName', options: alias }, properties: [{ id: 'color', value: fixed(color) }] }]
      : [],
  );
  const old = Array.isArray(panel['seriesOverrides']) ? panel['seriesOverrides'].filter(isJsonObject) : [];
  const bySeries = old.flatMap((override) => {
    const alias = override['alias'];
    if (typeof alias !== 'string' || alias === '') return [];
    const properties = Object.entries(override).flatMap(([name, value]) => property(name, value, rightAxis));
    return properties.length === 0 ? [] : [{ matcher: matcherOf(alias), properties }];
  });
  return [...byColor, ...bySeries];
}

function matcherOf(alias: string): JsonObject {
  return alias.startsWith('/') ? { id: 'byRegexp', options: alias } : { id: 'byName', options: alias };
}

function fixed(color: string): JsonObject {
  return { mode: 'fixed', fixedColor: color };
}

function property(name: string, value: Json, rightAxis: JsonObject): JsonObject[] {
  switch (name) {
    case 'color':
      return typeof value === 'string' ? [{ id: 'color', value: fixed(value) }] : [];
    case 'yaxis':
      return value === 2 ? rightAxisProperties(rightAxis) : [];
    case 'fill':
      return typeof value === 'number' ? [{ id: 'custom.fillOpacity', value: value * 10 }] : [];
    case 'linewidth':
      return typeof value === 'number' ? [{ id: 'custom.lineWidth', value }] : [];
    case 'stack':
      return [{ id: 'custom.stacking', value: stacking(value) }];
    case 'bars':
      return value === true ? [{ id: 'custom.drawStyle', value: 'bars' }] : [];
    case 'lines':
      return value === false ? [{ id: 'custom.lineWidth', value: 0 }] : [];
    case 'points':
      return [{ id: 'custom.showPoints', value: value === true ? 'always' : 'never' }];
    case 'dashes':
      return value === true ? [{ id: 'custom.lineStyle', value: { fill: 'dash', dash: [10, 10] } }] : [];
    case 'steppedLine':
      return value === true ? [{ id: 'custom.lineInterpolation', value: 'stepAfter' }] : [];
    case 'transform':
      return value === 'negative-Y' || value === 'constant' ? [{ id: 'custom.transform', value }] : [];
    case 'fillBelowTo':
      return typeof value === 'string' ? [{ id: 'custom.fillBelowTo', value }] : [];
    case 'nullPointMode':
      return [{ id: 'custom.spanNulls', value: value === 'connected' }];
    case 'legend':
      return value === false ? [{ id: 'custom.hideFrom', value: { legend: true, tooltip: false, viz: false } }] : [];
    case 'hiddenSeries':
      return value === true ? [{ id: 'custom.hideFrom', value: { legend: false, tooltip: true, viz: true } }] : [];
    default:
      return [];
  }
}

function stacking(value: Json): JsonObject {
  if (value === false) return { mode: 'none', group: 'A' };
  return { mode: 'normal', group: typeof value === 'string' ? value : 'A' };
}

function rightAxisProperties(axis: JsonObject): JsonObject[] {
  const fields = Object.entries(axisField(axis)).map(([id, value]) => ({ id, value }));
  const { axisPlacement, ...custom } = axisCustom(axis);
  const settings = Object.entries(custom).map(([id, value]) => ({ id: `custom.${id}`, value }));
  return [...fields, { id: 'custom.axisPlacement', value: axisPlacement ?? 'right' }, ...settings];
}
