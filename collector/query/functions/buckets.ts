/** Classic histograms: quantiles from cumulative buckets (prometheus: promql/quantile.go). */

/** Ascending upper bounds with cumulative counts, `length` of them in use. Scratch space of the caller. */
export interface Buckets {
  readonly bounds: Float64Array;
  readonly counts: Float64Array;
  length: number;
}

export interface BucketQuantile {
  readonly value: number;
  /** Counts fell from one bucket to the next by more than rounding explains, and were raised. */
  readonly forcedMonotonic: boolean;
}

/** Relative difference below which two neighbouring counts are taken for equal. */
const SMALL_DELTA = 1e-12;

/** The q-quantile by linear interpolation within a bucket. `buckets` is changed: merged and made monotonic. */
export function bucketQuantile(q: number, buckets: Buckets): BucketQuantile {
  const plain = (value: number) => ({ value, forcedMonotonic: false });
  if (Number.isNaN(q)) return plain(Number.NaN);
  if (q < 0) return plain(Number.NEGATIVE_INFINITY);
  if (q > 1) return plain(Number.POSITIVE_INFINITY);
  const { bounds, counts } = buckets;
  if (bounds[buckets.length - 1] !== Number.POSITIVE_INFINITY) return plain(Number.NaN);
  mergeEqualBounds(buckets);
  const forcedMonotonic = makeMonotonic(buckets);
  const last = buckets.length - 1;
  const observations = counts[last] as number;
  if (last < 1 || observations === 0) return { value: Number.NaN, forcedMonotonic };
  return { value: interpolate(q * observations, bounds, counts, last), forcedMonotonic };
}

function interpolate(rank: number, bounds: Float64Array, counts: Float64Array, last: number): number {
  let at = 0;
  while (at < last && !((counts[at] as number) >= rank)) at++;
  if (at === last) return bounds[last - 1] as number;
  const end = bounds[at] as number;
  if (at === 0 && end <= 0) return end;
  const start = at > 0 ? (bounds[at - 1] as number) : 0;
  const below = at > 0 ? (counts[at - 1] as number) : 0;
  return start + (end - start) * ((rank - below) / ((counts[at] as number) - below));
}

function mergeEqualBounds(buckets: Buckets): void {
  const { bounds, counts } = buckets;
  let last = 0;
  for (let i = 1; i < buckets.length; i++) {
    if (bounds[i] === bounds[last]) counts[last] = (counts[last] as number) + (counts[i] as number);
    else {
      last++;
      bounds[last] = bounds[i] as number;
      counts[last] = counts[i] as number;
    }
  }
  buckets.length = last + 1;
}

function makeMonotonic({ counts, length }: Buckets): boolean {
  let forced = false;
  let before = counts[0] as number;
  for (let i = 1; i < length; i++) {
    const count = counts[i] as number;
    if (count === before) continue;
    if (almostEqual(before, count)) counts[i] = before;
    else if (count < before) {
      counts[i] = before;
      forced = true;
    } else before = count;
  }
  return forced;
}

/** 2^-1022, the smallest number with full precision. */
const MIN_NORMAL = 2.2250738585072014e-308;

function almostEqual(a: number, b: number): boolean {
  if (a === b) return true;
  const sum = Math.abs(a) + Math.abs(b);
  const difference = Math.abs(a - b);
  if (a === 0 || b === 0 || sum < MIN_NORMAL) return difference < SMALL_DELTA * MIN_NORMAL;
  return difference / Math.min(sum, Number.MAX_VALUE) < SMALL_DELTA;
}

/** The share of observations between two values. NaN without observations or with lower above upper as NaN. */
export function bucketFraction(lower: number, upper: number, buckets: Buckets): number {
  const { bounds, counts } = buckets;
  if (bounds[buckets.length - 1] !== Number.POSITIVE_INFINITY) return Number.NaN;
  mergeEqualBounds(buckets);
  makeMonotonic(buckets);
  const count = counts[buckets.length - 1] as number;
  if (count === 0 || Number.isNaN(lower) || Number.isNaN(upper)) return Number.NaN;
  if (lower >= upper) return 0;
  return (rankAt(upper, buckets) - rankAt(lower, buckets)) / count;
}

/** How many observations are at or below a value, by interpolation. */
function rankAt(value: number, { bounds, counts, length }: Buckets): number {
  for (let i = 0; i < length; i++) {
    const end = bounds[i] as number;
    const start = i > 0 ? (bounds[i - 1] as number) : end <= 0 ? Number.NEGATIVE_INFINITY : 0;
    const below = i > 0 ? (counts[i - 1] as number) : 0;
    const inside = (counts[i] as number) - below;
    if (value <= start) return below;
    if (value < end) {
      if (start === Number.NEGATIVE_INFINITY || end === Number.POSITIVE_INFINITY) return below;
      return below + (inside * (value - start)) / (end - start);
    }
    if (value === end) return counts[i] as number;
  }
  return counts[length - 1] as number;
}
