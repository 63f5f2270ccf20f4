/** Columns of which stretches were answered by downsampled tiers (ColumnPart of the storage seam). */
import type { ColumnPart } from '@/collector/storage/storage';

/** For each sample the length of the bucket that it stands for, in ms; 0 for a raw one. */
export function resolutionsOf(parts: readonly ColumnPart[]): Int32Array {
  const resolutions = new Int32Array(parts.at(-1)?.until ?? 0);
  let from = 0;
  for (const { until, resolutionMs } of parts) {
    resolutions.fill(resolutionMs, from, until);
    from = until;
  }
  return resolutions;
}

/** The parts of a column of which only the samples at `kept`, ascending indexes, are left. */
export function partsOfKept(parts: readonly ColumnPart[], kept: Int32Array): ColumnPart[] {
  let count = 0;
  return parts.map(({ until, resolutionMs }) => {
    while (count < kept.length && (kept[count] as number) < until) count++;
    return { until: count, resolutionMs };
  });
}
