import type { JsonObject } from '@/lib/dashboard/document';
import { isJsonObject } from '../fieldReader';

/** From 6.0 to 6.7 stat, gauge and bar gauge held field settings under `options.fieldOptions`. */
export function migrateFieldOptions(panel: JsonObject): JsonObject {
  const options = panel['options'];
  if (!isJsonObject(options) || !isJsonObject(options['fieldOptions'])) return panel;
  const { fieldOptions, ...others } = options;
  const { calcs, values, limit, defaults, override, overrides } = fieldOptions as JsonObject;
  const reduceOptions = {
    calcs: Array.isArray(calcs) ? calcs : ['lastNotNull'],
    values: values === true,
    ...(typeof limit === 'number' ? { limit } : {}),
  };
  const fieldConfig = isJsonObject(panel['fieldConfig'])
    ? panel['fieldConfig']
    : {
        defaults: upgradeDefaults(
          isJsonObject(defaults) ? defaults : isJsonObject(override) ? override : {},
          fieldOptions as JsonObject,
        ),
        overrides: Array.isArray(overrides) ? overrides : [],
      };
  return { ...panel, options: { reduceOptions, ...others }, fieldConfig };
}

/** Thresholds lay beside the defaults and were a plain list; `title` became `displayName`. */
function upgradeDefaults(defaults: JsonObject, fieldOptions: JsonObject): JsonObject {
  const thresholds = defaults['thresholds'] ?? fieldOptions['thresholds'];
  const mappings = defaults['mappings'] ?? fieldOptions['mappings'];
  return {
    ...defaults,
    ...(Array.isArray(thresholds) ? { thresholds: { mode: 'absolute', steps: thresholds } } : {}),
    ...(Array.isArray(mappings) ? { mappings } : {}),
    ...(typeof defaults['title'] === 'string' ? { displayName: defaults['title'] } : {}),
    ...(defaults['color'] === undefined ? { color: { mode: 'thresholds' } } : {}),
  };
}
