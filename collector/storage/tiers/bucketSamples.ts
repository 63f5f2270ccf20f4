import { isStaleAt, wordsOf } from '@/lib/labels/staleness';
import type { Buckets } from '../chunkenc/buckets';
import { type BucketGrid, rowOf, stampOf } from './grid';
import { sumRuns } from './sumRuns';

/** The default look-back of queries: a series silent for longer at a bucket's end has ended there. */
export const LOOKBACK_MS = 300_000;

let kept = new Float64Array(8192);
const ends = new Uint32Array(4096);

/**
 * Puts raw samples, ascending in time, into the buckets of a window; samples outside of it are passed over. `values` may hold
 * staleness markers, which are no samples but may end a bucket.
 */
export function bucketSamples(
  timestamps: Float64Array,
  values: Float64Array,
  grid: BucketGrid,
  counter: boolean,
  out: Buckets,
): void {
  out.clear(counter);
  if (kept.length < values.length) kept = new Float64Array(values.length * 2);
  const words = wordsOf(values);
  let count = 0;
  for (let i = 0; i < timestamps.length; i++) {
    const timeMs = timestamps[i] as number;
    const row = rowOf(grid, timeMs);
    if (row < 0) continue;
    if (row >= grid.rows) break;
    if (isStaleAt(words, i)) {
      endAt(out, row);
      continue;
    }
    // Written as a constant, so that a NaN has the usual bits.
    const value = Number.isNaN(values[i]) ? NaN : (values[i] as number);
    addSample(out, row, value, count > 0 ? (kept[count - 1] as number) : value);
    out.ended[out.length - 1] = stampOf(grid, row) - timeMs >= LOOKBACK_MS ? 1 : 0;
    kept[count++] = value;
    ends[out.length - 1] = count;
  }
  if (!counter) sumRuns(kept, ends, out.length, out.sum);
}

/** A marker ends the bucket that is open, if it is in its time. */
function endAt(out: Buckets, row: number): void {
  const open = out.length - 1;
  if (open >= 0 && out.row[open] === row) out.ended[open] = 1;
}

/** @param previous the sample before, wherever it is; the value itself if there is none */
function addSample(out: Buckets, row: number, value: number, previous: number): void {
  let at = out.length - 1;
  if (at < 0 || out.row[at] !== row) {
    at = out.length++;
    out.row[at] = row;
    out.counts[at] = 0;
    out.first[at] = value;
    out.max[at] = value;
    out.min[at] = value;
    out.lost[at] = out.beginsRun(at) || !(value < previous) ? 0 : previous;
  } else {
    const max = out.max[at] as number;
    const min = out.min[at] as number;
    if (value > max || Number.isNaN(max)) out.max[at] = value;
    if (value < min || Number.isNaN(min)) out.min[at] = value;
    if (value < previous) out.lost[at] = (out.lost[at] as number) + previous;
  }
  out.last[at] = value;
  out.counts[at] = (out.counts[at] as number) + 1;
}
