/** Breaks JSON for property tests. */

const WRONG: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e308, '', 'x', '$job', [], [null], [[]], {}, { a: 1 }, [{ refId: 'A' }]],
  ...['__proto__', 'a'.repeat(500), { list: 1 }, { value: { value: [] } }, [1, 'b', {}]],
];

/** The value with one of its parts, at any depth, replaced by something of another type. `next` gives [0, 1). */
export function withRandomNode(value: unknown, next: () => number): unknown {
  const wrong = () => WRONG[Math.floor(next() * WRONG.length)];
  const isLeaf = typeof value !== 'object' || value === null;
  if (isLeaf || next() < 0.12) return wrong();
  const keys = Object.keys(value);
  const chosen = keys[Math.floor(next() * keys.length)];
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    return [key, key === chosen ? withRandomNode(item, next) : item];
  });
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}
