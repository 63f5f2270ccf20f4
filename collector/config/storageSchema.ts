import type { z } from 'zod';
import { byteSize, duration, float, integer, section } from './fields';
import type { Path } from './yamlSource';

/** The section `storage`. */
export const storageSchema = section({
  tsdb: section({
    out_of_order_time_window: duration.optional(),
    stale_series_compaction_threshold: float.optional(),
    retention: section({
      time: duration.optional(),
      size: byteSize.optional(),
      percentage: float.optional(),
    }).optional(),
  }).optional(),
  exemplars: section({ max_exemplars: integer.optional() }).optional(),
});

/** What the file says of retention; what it leaves out, or sets to 0, the settings say. */
export interface FileRetention {
  readonly rawMs: number | undefined;
  readonly maxBytes: number | undefined;
}

/** Fields of the section that are in force; the others are accepted and change nothing yet. */
const SERVED: ReadonlySet<string> = new Set([
  'tsdb.retention.time',
  'tsdb.retention.size',
  'tsdb.out_of_order_time_window',
  'exemplars.max_exemplars',
]);

export function fileRetention(storage: z.output<typeof storageSchema> | undefined): FileRetention {
  const { time, size } = storage?.tsdb?.retention ?? {};
  return { rawMs: time || undefined, maxBytes: size || undefined };
}

/** As in Prometheus. */
const DEFAULT_MAX_EXEMPLARS = 100_000;

/** How many exemplars are kept in memory; 0: none are kept at all. */
export function fileMaxExemplars(storage: z.output<typeof storageSchema> | undefined): number {
  return Math.max(0, storage?.exemplars?.max_exemplars ?? DEFAULT_MAX_EXEMPLARS);
}

/** How far behind the newest sample of its series one may lie; undefined: the settings say. */
export function fileOutOfOrderWindow(storage: z.output<typeof storageSchema> | undefined): number | undefined {
  return storage?.tsdb?.out_of_order_time_window;
}

/** Fields of the section, as plain data, that are accepted only. */
export function inactiveStorageFields(storage: unknown, at: Path = []): Path[] {
  if (typeof storage !== 'object' || storage === null || Array.isArray(storage)) {
    return SERVED.has(at.join('.')) ? [] : [['storage', ...at]];
  }
  return Object.entries(storage).flatMap(([name, value]) => inactiveStorageFields(value, [...at, name]));
}
