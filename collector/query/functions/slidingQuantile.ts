import { quantileOfSorted } from '../operators/quantileOf';
import type { RangeKernel } from './window';

/**
 * quantile_over_time: the window is kept sorted while it slides, so that a step costs what it adds and removes.
 * Windows ascend at both ends, as everywhere.
 */
export const quantileOverTime: RangeKernel = ({ values, from, to }, out, present, params) => {
  const window = new SortedWindow(longestWindow(from, to));
  let low = 0;
  let high = 0;
  let count = 0;
  for (let i = 0; i < out.length; i++) {
    const start = from[i] as number;
    const end = to[i] as number;
    for (; low < Math.min(start, high); low++) window.remove(values[low] as number);
    low = start;
    for (high = Math.max(high, start); high < end; high++) window.add(values[high] as number);
    present[i] = end > start ? 1 : 0;
    if (end === start) continue;
    out[i] = window.quantile(params[0]?.[i] as number);
    count++;
  }
  return count;
};

function longestWindow(from: Int32Array, to: Int32Array): number {
  let longest = 0;
  for (let i = 0; i < from.length; i++) longest = Math.max(longest, (to[i] as number) - (from[i] as number));
  return longest;
}

/** Values in ascending order, NaN first. */
class SortedWindow {
  private readonly sorted: Float64Array;
  private length = 0;

  constructor(capacity: number) {
    this.sorted = new Float64Array(capacity);
  }

  add(value: number): void {
    const at = this.lowerBound(value);
    this.sorted.copyWithin(at + 1, at, this.length++);
    this.sorted[at] = value;
  }

  remove(value: number): void {
    const at = this.lowerBound(value);
    this.sorted.copyWithin(at, at + 1, this.length--);
  }

  quantile(q: number): number {
    return quantileOfSorted(q, this.sorted, this.length);
  }

  /** Index of the first value that is not less; for NaN the first of all. */
  private lowerBound(value: number): number {
    const { sorted } = this;
    let low = 0;
    let high = Number.isNaN(value) ? 0 : this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = sorted[middle] as number;
      if (at < value || Number.isNaN(at)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
