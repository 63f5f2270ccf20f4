import { sameJson } from '../sameJson';

export interface Leaf {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** More differences of one part than this are not worth naming one by one. */
const MAX_LEAVES = 30;

/**
 * The smallest parts in which two JSON values differ, in the order of their keys. Lists are compared element by
 * element, targets by their refId; a whole object stands for itself where the other side has none.
 */
export function deepChanges(before: unknown, after: unknown): readonly Leaf[] {
  const leaves: Leaf[] = [];
  collect(before, after, '', leaves);
  return leaves;
}

function collect(before: unknown, after: unknown, path: string, leaves: Leaf[]): void {
  if (leaves.length >= MAX_LEAVES || sameJson(before, after)) return;
  const a = entriesOf(before);
  const b = entriesOf(after);
  const comparable = a !== undefined && b !== undefined && Array.isArray(before) === Array.isArray(after);
  if (!comparable || isShortList(before, after)) {
    leaves.push({ path, before, after });
    return;
  }
  const step = Array.isArray(before) ? (key: string) => `${path}[${key}]` : (key: string) => joined(path, key);
  for (const key of new Set([...a.keys(), ...b.keys()])) collect(a.get(key), b.get(key), step(key), leaves);
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** A list of words, as `calcs`, is read as a whole. */
function isShortList(before: unknown, after: unknown): boolean {
  return (
    Array.isArray(before) && Array.isArray(after) && [...before, ...after].every((item) => typeof item === 'string')
  );
}

function entriesOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (Array.isArray(value)) return new Map(value.map((item, index) => [refIdOf(item) ?? String(index), item]));
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
}

function refIdOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null || !('refId' in item)) return undefined;
  return typeof item.refId === 'string' ? item.refId : undefined;
}
