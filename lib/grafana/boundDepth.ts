import type { Json, JsonObject } from '@/lib/dashboard/document';
import { type ImportReport, isJsonObject } from './fieldReader';

/** Real dashboards nest about 20 levels. Everything that walks a document may recurse this deep. */
const MAX_DEPTH = 100;

/** The document without what nests deeper than any dashboard does; the same object when there is no such part. */
export function boundDepth(source: JsonObject, report: ImportReport): JsonObject {
  let cuts = 0;
  const bounded = (value: Json, depth: number): Json => {
    if (typeof value !== 'object' || value === null) return value;
    if (depth === MAX_DEPTH) {
      cuts++;
      return null;
    }
    return Array.isArray(value)
      ? changed(
          value,
          value.map((item) => bounded(item, depth + 1)),
        )
      : boundedObject(value as JsonObject, (item) => bounded(item, depth + 1));
  };
  const result = bounded(source, 0);
  if (cuts > 0) report.add('', `${cuts} parts nest deeper than ${MAX_DEPTH} levels; left out`);
  return isJsonObject(result) ? result : source;
}

function changed(before: readonly Json[], after: readonly Json[]): readonly Json[] {
  return after.some((item, index) => item !== before[index]) ? after : before;
}

function boundedObject(source: JsonObject, bounded: (value: Json) => Json): JsonObject {
  const entries = Object.entries(source);
  const after = entries.map(([name, value]): [string, Json] => [name, bounded(value)]);
  return after.some(([, value], index) => value !== entries[index]?.[1]) ? Object.fromEntries(after) : source;
}
