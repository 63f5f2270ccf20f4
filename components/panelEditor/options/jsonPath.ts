/** Reading and changing a value within JSON by a path of keys. Pure; other parts are shared, not copied. */
import type { Json, JsonObject } from '@/lib/dashboard/document';

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function getPath(root: JsonObject | undefined, path: readonly string[]): Json | undefined {
  let current: Json | undefined = root;
  for (const key of path) current = isObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  return current;
}

/** A copy with the value at the path; `undefined` takes the key away, and objects that become empty with it. */
export function setPath(root: JsonObject, path: readonly string[], value: Json | undefined): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return root;
  const { [key]: before, ...others } = root;
  const inner = rest.length === 0 ? undefined : setPath(isObject(before) ? before : {}, rest, value);
  const emptied = value === undefined && inner !== undefined && Object.keys(inner).length === 0;
  const after = inner ?? value;
  if (after === undefined || emptied) return others;
  // A key that is there keeps its place, so that a diff shows what changed and nothing else.
  return { ...root, [key]: after };
}

/** Equal as JSON, whatever the order of keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [definedEntries(a), new Map(definedEntries(b))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameJson(value, right.get(key)));
}

function definedEntries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}
