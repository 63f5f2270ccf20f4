import type { Json, JsonObject } from '@/lib/dashboard/document';
import { isJsonObject } from './fieldReader';

/**
 * Rebuilds JSON from the leaves up; values that `change` gives back unchanged are shared with the original. `key` is
 * the name under which an object holds the value, undefined in lists and at the top. Recursive: the nesting must be
 * bounded (parseJson.ts).
 */
export function mapJson(value: Json, change: (value: Json, key: string | undefined) => Json, key?: string): Json {
  if (isJsonList(value)) {
    const items = value.map((item) => mapJson(item, change));
    return change(items.every((item, index) => item === value[index]) ? value : items, key);
  }
  if (isJsonObject(value)) return change(mapFields(value, change), key);
  return change(value, key);
}

function mapFields(value: JsonObject, change: (value: Json, key: string | undefined) => Json): JsonObject {
  let changed = false;
  const fields = Object.entries(value).map(([name, item]): [string, Json] => {
    const next = mapJson(item, change, name);
    if (next !== item) changed = true;
    return [name, next];
  });
  return changed ? Object.fromEntries(fields) : value;
}

/** Changes an object; of JSON that is an object the result of `mapJson` is one unless `change` says otherwise. */
export function mapObject(value: JsonObject, change: (value: Json, key: string | undefined) => Json): JsonObject {
  return mapFields(value, change);
}

export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The objects of a list; anything else gives none. */
export function objectsOf(value: Json | undefined): readonly JsonObject[] {
  return isJsonList(value) ? value.filter(isJsonObject) : [];
}

/** The objects of `variables.list`-like holders: `templating.list`, `annotations.list`. */
export function listOf(holder: Json | undefined): readonly JsonObject[] {
  return isJsonObject(holder) ? objectsOf(holder['list']) : [];
}
