/** Whether two JSON values are equal; the order of keys does not count, and a key that is undefined counts as absent. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && sameLists(a, b);
  return sameObjects(new Map(Object.entries(a)), new Map(Object.entries(b)));
}

function sameLists(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
}

function sameObjects(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  for (const [key, value] of a) if (!sameJson(value, b.get(key))) return false;
  for (const [key, value] of b) if (value !== undefined && !a.has(key)) return false;
  return true;
}
