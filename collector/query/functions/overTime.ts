/** The *_over_time functions, and changes and resets. */
import { compensation, isInfinite, KahanSum } from '../operators/kahan';
import { quantileOfSorted, sortNaNFirst } from '../operators/quantileOf';
import { BlockedSums } from './blockedSums';
import { eachWindow, type RangeKernel, type WindowColumns, type WindowFunction } from './window';

const countSamples = eachWindow(1, (_, from, to) => to - from);

export const countOverTime: RangeKernel = (window, out, present, params) => {
  const { weights } = window;
  return weights ? sumOf(weights)(window, out, present, params) : countSamples(window, out, present, params);
};

export const presentOverTime = eachWindow(1, () => 1);
export const firstOverTime = eachWindow(1, ({ values }, from) => values[from] as number);
export const lastOverTime = eachWindow(1, ({ values }, _, to) => values[to - 1] as number);

export const sumOverTime: RangeKernel = (window, out, present, params) =>
  sumOf(window.values)(window, out, present, params);

function sumOf(column: Float64Array): RangeKernel {
  const sums = new BlockedSums(column);
  const ofSeveral = (from: number, to: number) => {
    sums.over(from, to);
    return isInfinite(sums.sum) ? sums.sum : sums.sum + sums.rest;
  };
  return ({ from, to }, out, present) => {
    let count = 0;
    for (let i = 0; i < out.length; i++) {
      const start = from[i] as number;
      const samples = (to[i] as number) - start;
      present[i] = samples > 0 ? 1 : 0;
      if (samples <= 0) continue;
      // As if added to zero: -0 becomes 0.
      out[i] = samples === 1 ? (column[start] as number) + 0 : ofSeveral(start, start + samples);
      count++;
    }
    return count;
  };
}

/** The mean of the sum; when the sum overflows, incrementally from the sample on at which it does. */
export const avgOverTime: RangeKernel = (window, out, present, params) => {
  const { values, weights } = window;
  if (weights) return averageOfBuckets(values, weights)(window, out, present, params);
  const sums = new BlockedSums(values);
  const average: WindowFunction = (_, from, to) => {
    sums.over(from, to);
    const count = to - from;
    if (Number.isFinite(sums.sum)) return sums.sum / count + sums.rest / count;
    return meanWithOverflow(values, from, to);
  };
  return eachWindow(1, average)(window, out, present, params);
};

/** `values` are sums, each of as many samples as its weight says. */
function averageOfBuckets(values: Float64Array, weights: Float64Array): RangeKernel {
  const sums = new BlockedSums(values);
  const counts = new BlockedSums(weights);
  const ofSeveral = (from: number, to: number) => {
    counts.over(from, to);
    const count = counts.sum;
    sums.over(from, to);
    if (Number.isFinite(sums.sum)) return sums.sum / count + sums.rest / count;
    let mean = 0;
    for (let i = from; i < to; i++) mean += (values[i] as number) / count;
    return mean;
  };
  return ({ from, to }, out, present) => {
    let count = 0;
    for (let i = 0; i < out.length; i++) {
      const start = from[i] as number;
      const samples = (to[i] as number) - start;
      present[i] = samples > 0 ? 1 : 0;
      if (samples <= 0) continue;
      const isOne = samples === 1;
      out[i] = isOne ? (values[start] as number) / (weights[start] as number) : ofSeveral(start, start + samples);
      count++;
    }
    return count;
  };
}

function meanWithOverflow(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  let rest = 0;
  for (let i = from; i < to; i++) {
    const value = values[i] as number;
    const next = sum + value;
    if (i > from && isInfinite(next)) return incrementalMean(values, from, i, to, sum, rest);
    rest = isInfinite(next) ? 0 : rest + compensation(sum, value, next);
    sum = next;
  }
  return (sum + rest) / (to - from);
}

/** The mean of values `from` to `to`, of which those before `at` have the given sum and compensation. */
function incrementalMean(
  values: Float64Array,
  from: number,
  at: number,
  to: number,
  sum: number,
  rest: number,
): number {
  let mean = sum / (at - from);
  let meanRest = rest / (at - from);
  for (let i = at; i < to; i++) {
    const count = i - from + 1;
    const weight = (count - 1) / count;
    const share = (values[i] as number) / count;
    const before = weight * mean;
    const next = before + share;
    meanRest = isInfinite(next) ? 0 : weight * meanRest + compensation(before, share, next);
    mean = next;
  }
  return mean + meanRest;
}

export const maxOverTime = extreme(1);
export const minOverTime = extreme(-1);

/**
 * The largest (direction 1) or smallest value; NaN only when there is nothing else. The deque holds the indexes that
 * may still win, best first, so that each sample is looked at about twice however long the windows are. A window of one
 * sample that no later one looks at, as those of buckets are, does without.
 */
function extreme(direction: 1 | -1): RangeKernel {
  return (window, out, present) => {
    const { from, to, values } = window;
    const deque = dequeOf(values.length);
    let head = 0;
    let tail = 0;
    let seen = 0;
    let count = 0;
    for (let i = 0; i < out.length; i++) {
      const start = from[i] as number;
      const end = to[i] as number;
      if (end === start + 1 && start >= seen && (i + 1 === from.length || (from[i + 1] as number) >= end)) {
        const value = values[start] as number;
        out[i] = Number.isNaN(value) ? Number.NaN : value;
        present[i] = 1;
        count++;
        seen = end;
        tail = head;
        continue;
      }
      for (; seen < end; seen++) {
        const value = values[seen] as number;
        if (Number.isNaN(value)) continue;
        while (tail > head && (values[deque[tail - 1] as number] as number) * direction <= value * direction) tail--;
        deque[tail++] = seen;
      }
      while (head < tail && (deque[head] as number) < start) head++;
      present[i] = end > start ? 1 : 0;
      if (end === start) continue;
      out[i] = head < tail ? (values[deque[head] as number] as number) : Number.NaN;
      count++;
    }
    return count;
  };
}

let keptDeque = new Int32Array(1024);

/** Reused: a kernel runs to its end before another one begins. */
function dequeOf(length: number): Int32Array {
  if (keptDeque.length < length) keptDeque = new Int32Array(length * 2);
  return keptDeque;
}

export const stdvarOverTime = eachWindow(1, variance);
export const stddevOverTime = eachWindow(1, (window, from, to) => Math.sqrt(variance(window, from, to)));

/** Population variance by Welford's recurrence with compensated sums. */
function variance({ values }: WindowColumns, from: number, to: number): number {
  const mean = new KahanSum();
  const squares = new KahanSum();
  for (let i = from; i < to; i++) {
    const value = values[i] as number;
    const delta = value - mean.total;
    mean.add(delta / (i - from + 1));
    squares.add(delta * (value - mean.total));
  }
  return squares.total / (to - from);
}

/** Median of the distances from the median; NaN when any sample is. */
export const madOverTime = eachWindow(1, ({ values }, from, to) => {
  const sorted = values.slice(from, to);
  sortNaNFirst(sorted, sorted.length);
  if (Number.isNaN(sorted[0])) return Number.NaN;
  const median = quantileOfSorted(0.5, sorted, sorted.length);
  for (let i = 0; i < sorted.length; i++) sorted[i] = Math.abs((sorted[i] as number) - median);
  sortNaNFirst(sorted, sorted.length);
  return quantileOfSorted(0.5, sorted, sorted.length);
});

export const changes = eventCount(
  (value, before) => value !== before && !(Number.isNaN(value) && Number.isNaN(before)),
);
export const resets = eventCount((value, before) => value < before);

/** How often something happens between neighbouring samples, by counting once for all windows. */
function eventCount(happens: (value: number, before: number) => boolean): RangeKernel {
  return (window, out, present, params) => {
    const { values } = window;
    const counts = new Uint32Array(values.length);
    for (let i = 1; i < values.length; i++) {
      counts[i] = (counts[i - 1] as number) + (happens(values[i] as number, values[i - 1] as number) ? 1 : 0);
    }
    const count: WindowFunction = (_, from, to) => (counts[to - 1] as number) - (counts[from] as number);
    return eachWindow(1, count)(window, out, present, params);
  };
}

export const tsOfFirstOverTime = eachWindow(1, ({ timestamps }, from) => (timestamps[from] as number) / 1000);
export const tsOfLastOverTime = eachWindow(1, ({ timestamps }, _, to) => (timestamps[to - 1] as number) / 1000);
export const tsOfMaxOverTime = timeOfExtreme((value, best) => value >= best);
export const tsOfMinOverTime = timeOfExtreme((value, best) => value <= best);

/** When the extreme value occurred, the last time if it did so repeatedly. */
function timeOfExtreme(better: (value: number, best: number) => boolean): RangeKernel {
  return eachWindow(1, ({ timestamps, values }, from, to) => {
    let at = from;
    for (let i = from; i < to; i++) {
      const best = values[at] as number;
      if (better(values[i] as number, best) || Number.isNaN(best)) at = i;
    }
    return (timestamps[at] as number) / 1000;
  });
}
