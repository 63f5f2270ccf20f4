/**
 * The q-quantile of `count` ascending values (NaN first), interpolated between neighbours; NaN without values.
 * Outside 0 to 1 it is infinite (prometheus: promql/quantile.go).
 */
export function quantileOfSorted(q: number, values: Float64Array, count: number): number {
  if (count === 0 || Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const rank = q * (count - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(count - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return (values[lower] as number) * (1 - weight) + (values[upper] as number) * weight;
}

/** Sorts the first `count` values ascending with NaN first; a Float64Array by itself sorts NaN last. */
export function sortNaNFirst(values: Float64Array, count: number): void {
  const part = values.subarray(0, count);
  part.sort();
  let nans = 0;
  while (nans < count && Number.isNaN(part[count - 1 - nans])) nans++;
  if (nans === 0) return;
  part.copyWithin(nans, 0, count - nans);
  part.fill(Number.NaN, 0, nans);
}

export function outOfQuantileRange(q: number): boolean {
  return !(q >= 0 && q <= 1);
}
