import type { Json, JsonObject } from '@/lib/dashboard/document';
import { isJsonObject } from '../fieldReader';

const COLORS: Readonly<Record<string, string>> = { critical: 'red', warning: 'orange', ok: 'green' };

/** Old graph thresholds say "from here up" or "down"; steps say the colour from a value on. */
export function graphThresholds(thresholds: Json | undefined): { thresholds: JsonObject; thresholdsStyle: JsonObject } {
  const old = (Array.isArray(thresholds) ? thresholds : [])
    .filter(isJsonObject)
    .filter((item) => typeof item['value'] === 'number');
  if (old.length === 0) return { thresholds: {}, thresholdsStyle: {} };
  const ordered = [...old].sort((a, b) => Number(a['value']) - Number(b['value']));
  const steps: JsonObject[] = [];
  for (const [index, item] of ordered.entries()) {
    const color = colorOf(item);
    if (item['op'] === 'lt') {
      if (index === 0) steps.push({ value: null, color });
      steps.push({ value: item['value'] ?? 0, color: 'transparent' });
    } else {
      if (index === 0) steps.push({ value: null, color: 'transparent' });
      steps.push({ value: item['value'] ?? 0, color });
    }
  }
  const fill = old.some((item) => item['fill'] === true);
  const line = old.some((item) => item['line'] === true);
  const mode = fill && line ? 'line+area' : fill ? 'area' : line ? 'line' : 'off';
  return { thresholds: { thresholds: { mode: 'absolute', steps } }, thresholdsStyle: { thresholdsStyle: { mode } } };
}

function colorOf(threshold: JsonObject): string {
  const mode = String(threshold['colorMode'] ?? 'critical');
  const own = threshold['fillColor'] ?? threshold['lineColor'];
  if (mode === 'custom' && typeof own === 'string') return own;
  return COLORS[mode] ?? 'red';
}
