import type { Json, JsonObject } from '@/lib/dashboard/document';
import { isJsonObject } from '../fieldReader';
import { graphLegend, graphTooltip } from './graphLegend';
import { seriesOverrides } from './graphOverrides';
import { graphThresholds } from './graphThresholds';

/** Turns an Angular graph panel into a time series panel. */
export function migrateGraph(panel: JsonObject): JsonObject {
  const axes = Array.isArray(panel['yaxes']) ? panel['yaxes'].filter(isJsonObject) : [];
  const left = axes[0] ?? {};
  const { thresholds, thresholdsStyle } = graphThresholds(panel['thresholds']);
  const custom = { ...drawStyle(panel), ...axisCustom(left), ...thresholdsStyle };
  const defaults: JsonObject = {
    ...axisField(left),
    ...(typeof panel['decimals'] === 'number' ? { decimals: panel['decimals'] } : {}),
    color: { mode: 'palette-classic' },
    ...thresholds,
    custom,
  };
  return {
    ...panel,
    type: 'timeseries',
    options: { legend: graphLegend(panel['legend']), tooltip: graphTooltip(panel['tooltip']) },
    fieldConfig: { defaults, overrides: seriesOverrides(panel, axes[1] ?? {}) },
  };
}

/** Unit and bounds that an axis gives to its fields. */
export function axisField(axis: JsonObject): JsonObject {
  return {
    ...(typeof axis['format'] === 'string' ? { unit: axis['format'] } : {}),
    ...bound('min', axis['min']),
    ...bound('max', axis['max']),
    ...(typeof axis['decimals'] === 'number' ? { decimals: axis['decimals'] } : {}),
  };
}

function bound(name: string, value: Json | undefined): JsonObject {
  if (value === null || value === undefined || value === '' || value === 'auto') return {};
  const number = Number(value);
  return Number.isFinite(number) ? { [name]: number } : {};
}

/** Label, scale and visibility of an axis. */
export function axisCustom(axis: JsonObject): JsonObject {
  const base = axis['logBase'];
  return {
    ...(typeof axis['label'] === 'string' && axis['label'] !== '' ? { axisLabel: axis['label'] } : {}),
    ...(typeof base === 'number' && base > 1 ? { scaleDistribution: { type: 'log', log: base } } : {}),
    ...(axis['show'] === false ? { axisPlacement: 'hidden' } : {}),
  };
}

function drawStyle(panel: JsonObject): JsonObject {
  const bars = panel['bars'] === true;
  const lines = panel['lines'] !== false;
  const points = panel['points'] === true;
  const fill = typeof panel['fill'] === 'number' ? panel['fill'] : 1;
  const gradient = typeof panel['fillGradient'] === 'number' ? panel['fillGradient'] : 0;
  return {
    drawStyle: bars ? 'bars' : lines ? 'line' : 'points',
    lineWidth: typeof panel['linewidth'] === 'number' ? panel['linewidth'] : 1,
    fillOpacity: bars ? 100 : Math.min(100, fill * 10),
    gradientMode: gradient > 0 ? 'opacity' : 'none',
    lineInterpolation: panel['steppedLine'] === true ? 'stepAfter' : 'linear',
    showPoints: points ? 'always' : 'never',
    pointSize: (typeof panel['pointradius'] === 'number' ? panel['pointradius'] : 2) * 2,
    spanNulls: panel['nullPointMode'] === 'connected',
    ...(panel['stack'] === true
      ? { stacking: { mode: panel['percentage'] === true ? 'percent' : 'normal', group: 'A' } }
      : {}),
    ...(panel['dashes'] === true
      ? { lineStyle: { fill: 'dash', dash: [panel['dashLength'] ?? 10, panel['spaceLength'] ?? 10] } }
      : {}),
  };
}
