import type { Json, JsonObject } from '../document';

/** What tells one part from another stands first. */
const FIRST = ['id', 'refId', 'uid', 'name', 'title', 'type'];

/**
 * JSON whose keys stand in one order at every depth, so that two documents written by different programs differ only
 * where they say different things. Lists keep their order.
 */
export function orderedJson(value: Json): Json {
  if (isList(value)) return value.map(orderedJson);
  if (typeof value !== 'object' || value === null) return value;
  return orderedObject(value);
}

function orderedObject(value: JsonObject): JsonObject {
  const names = Object.keys(value).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, orderedJson(value[name] ?? null)]));
}

function rank(name: string): number {
  const index = FIRST.indexOf(name);
  return index === -1 ? FIRST.length : index;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
