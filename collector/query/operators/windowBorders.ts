/** Where windows that begin among the buckets of a downsampled tier are measured from: the same for all series of a scrape. */
import { resolutionsOf } from './columnParts';
import type { WindowBounds } from './rangeVector';
import type { TimedColumn } from './timestampCache';

/** For each step; `anchor[i]` is -1 where the window begins among raw samples. */
export interface WindowBorders {
  /** Index of the sample at or before the measured window's left border, else of the first one in it. */
  readonly anchor: Int32Array;
  /** How far the border lies from the anchor's time to that of the next sample, below 1. */
  readonly share: Float64Array;
  /** The first step whose window begins among raw samples; the number of steps when none does. */
  readonly rawFrom: number;
}

/**
 * The measured window is as long as the range and ends with the step, or with the newest bucket when that is the
 * newest sample and the next one is not due yet: both borders then lie equally deep in their buckets. Where windows end
 * on the borders of buckets, that is the window itself. Buckets are compared only with the one just before them: what
 * came before a gap says nothing about the window.
 */
export function windowBorders(
  { timestamps, parts = [] }: TimedColumn,
  { from, to }: WindowBounds,
  ends: Float64Array,
  rangeMs: number,
): WindowBorders {
  const resolutions = resolutionsOf(parts);
  const anchor = new Int32Array(ends.length).fill(-1);
  const share = new Float64Array(ends.length);
  let rawFrom = ends.length;
  for (let i = 0; i < ends.length; i++) {
    const first = from[i] as number;
    const last = (to[i] as number) - 1;
    if (last < first) continue;
    if (resolutions[first] === 0) {
      rawFrom = Math.min(rawFrom, i);
      continue;
    }
    const end = ends[i] as number;
    const newest = timestamps[last] as number;
    const border = (newest > end - (resolutions[last] as number) ? newest : end) - rangeMs;
    let before = first - 1;
    while (before >= 0 && (timestamps[before] as number) > border) before--;
    const depth = before < 0 ? Infinity : border - (timestamps[before] as number);
    const gap = before < 0 ? Infinity : (timestamps[before + 1] as number) - (timestamps[before] as number);
    const isNeighbour = depth === 0 || gap <= (resolutions[before + 1] as number);
    anchor[i] = isNeighbour ? before : before + 1;
    if (isNeighbour) share[i] = depth / gap;
  }
  return { anchor, share, rawFrom };
}
