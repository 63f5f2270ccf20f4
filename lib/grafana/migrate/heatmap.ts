import type { JsonObject } from '@/lib/dashboard/document';
import { isJsonObject } from '../fieldReader';

/** A heatmap of the old form keeps its settings beside `options`; its counts and colours become options. */
export function migrateHeatmap(panel: JsonObject): JsonObject {
  const { color, yAxis, options } = panel;
  if (isJsonObject(options) && isJsonObject(options['color'])) return panel;
  if (panel['dataFormat'] === undefined && !isJsonObject(color)) return panel;
  const axis = isJsonObject(yAxis) ? yAxis : {};
  const old = isJsonObject(color) ? color : {};
  return {
    ...panel,
    options: {
      ...(isJsonObject(options) ? options : {}),
      calculate: panel['dataFormat'] !== 'tsbuckets',
      color: migrateColor(old),
      yAxis: {
        unit: axis['format'] ?? 'short',
        decimals: axis['decimals'] ?? null,
        reverse: panel['reverseYBuckets'] === true,
      },
      cellGap: isJsonObject(panel['cards']) ? (panel['cards']['cardPadding'] ?? 1) : 1,
      legend: { show: isJsonObject(panel['legend']) && panel['legend']['show'] === true },
    },
  };
}

function migrateColor(old: JsonObject): JsonObject {
  const scale = { min: old['min'] ?? null, max: old['max'] ?? null };
  if (old['mode'] === 'opacity') {
    const { cardColor = 'dark-orange', exponent = 0.5 } = old;
    return {
      mode: 'opacity',
      fill: cardColor,
      scale: old['colorScale'] === 'linear' ? 'linear' : 'exponential',
      exponent,
      ...scale,
    };
  }
  const name = typeof old['colorScheme'] === 'string' ? old['colorScheme'].replace(/^interpolate/, '') : 'Oranges';
  return { mode: 'scheme', scheme: name, scale: 'exponential', exponent: 0.5, steps: 128, ...scale };
}
