/** What forms offer from the frames that enter a step. */
import { fieldDisplayName } from '@/lib/dashboard/displayName';
import type { Frame } from '@/lib/dashboard/frame';

const MAX_NAMES = 500;

/** Display names of all fields, each once, in order. */
export function fieldNames(frames: readonly Frame[]): string[] {
  const names = new Set<string>();
  for (const frame of frames) {
    for (const field of frame.fields) {
      names.add(fieldDisplayName(field, frame));
      if (names.size >= MAX_NAMES) return [...names];
    }
  }
  return [...names];
}

/** Names of all labels. */
export function labelNames(frames: readonly Frame[]): string[] {
  const names = new Set<string>();
  for (const { fields } of frames) {
    for (const { labels } of fields) for (const name of Object.keys(labels ?? {})) names.add(name);
    if (names.size >= MAX_NAMES) break;
  }
  return [...names].sort();
}

export function refIds(frames: readonly Frame[]): string[] {
  return [...new Set(frames.map(({ refId }) => refId))];
}

/** Fields by the order they are given, then the rest as they come. */
export function orderedNames(names: readonly string[], indexByName: Readonly<Record<string, number>>): string[] {
  const place = (name: string) =>
    Object.hasOwn(indexByName, name) ? (indexByName[name] ?? 0) : Number.POSITIVE_INFINITY;
  return [...names].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}
