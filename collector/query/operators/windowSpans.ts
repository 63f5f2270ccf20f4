/** How far the samples of each window span, for rate and its like: the same for all series of a scrape. */
import type { WindowBounds } from './rangeVector';

/** In seconds, for each step; without meaning for windows of less than two samples. */
export interface WindowSpans {
  /** From the first to the last sample. */
  readonly sampled: Float64Array;
  /**
   * How far to extrapolate to the left and right: to the window's border when that is less than 1.1 average
   * intervals away (the series is taken to go on beyond it), else half an average interval.
   */
  readonly toStart: Float64Array;
  readonly toEnd: Float64Array;
}

export function windowSpans(
  timestamps: Float64Array,
  { from, to }: WindowBounds,
  ends: Float64Array,
  rangeMs: number,
): WindowSpans {
  const sampled = new Float64Array(ends.length);
  const toStart = new Float64Array(ends.length);
  const toEnd = new Float64Array(ends.length);
  for (let i = 0; i < ends.length; i++) {
    const first = from[i] as number;
    const last = (to[i] as number) - 1;
    if (last <= first) continue;
    const end = ends[i] as number;
    const span = ((timestamps[last] as number) - (timestamps[first] as number)) / 1000;
    const average = span / (last - first);
    const left = ((timestamps[first] as number) - (end - rangeMs)) / 1000;
    const right = (end - (timestamps[last] as number)) / 1000;
    sampled[i] = span;
    toStart[i] = left >= average * 1.1 ? average / 2 : left;
    toEnd[i] = right >= average * 1.1 ? average / 2 : right;
  }
  return { sampled, toStart, toEnd };
}
