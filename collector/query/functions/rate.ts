/** rate, increase, delta: first and last sample, corrected for counter resets, extrapolated to the window's borders. */
import type { RangeKernel, WindowColumns } from './window';

interface Kind {
  readonly counter: boolean;
  readonly perSecond: boolean;
}

export const rate = extrapolated({ counter: true, perSecond: true });
export const increase = extrapolated({ counter: true, perSecond: false });
export const delta = extrapolated({ counter: false, perSecond: false });

function extrapolated(kind: Kind): RangeKernel {
  return (window, out, present) => {
    const { from, to, values } = window;
    const resets = kind.counter ? resetCounts(values) : undefined;
    let count = 0;
    for (let i = 0; i < out.length; i++) {
      const first = from[i] as number;
      const last = (to[i] as number) - 1;
      present[i] = last > first ? 1 : 0;
      if (last <= first) continue;
      let change = (values[last] as number) - (values[first] as number);
      if (resets && resets[last] !== resets[first]) change += lostAtResets(values, first, last);
      out[i] = change * extrapolationFactor(window, first, last, i, kind.counter ? change : undefined, kind.perSecond);
      count++;
    }
    return count;
  };
}

/** For each sample how many resets lie at or before it; undefined when there is none at all. */
function resetCounts(values: Float64Array): Uint32Array | undefined {
  let counts: Uint32Array | undefined;
  for (let i = 1; i < values.length; i++) {
    const reset = (values[i] as number) < (values[i - 1] as number);
    if (reset) counts ??= new Uint32Array(values.length);
    if (counts) counts[i] = (counts[i - 1] as number) + (reset ? 1 : 0);
  }
  return counts;
}

function lostAtResets(values: Float64Array, first: number, last: number): number {
  let lost = 0;
  for (let i = first + 1; i <= last; i++) {
    const before = values[i - 1] as number;
    if ((values[i] as number) < before) lost += before;
  }
  return lost;
}

/**
 * How much more the window holds than the samples span. At a border that is at most 1.1 average intervals away the
 * series is taken to go on to the border, else for half an interval; a counter not below zero.
 */
function extrapolationFactor(
  window: WindowColumns,
  first: number,
  last: number,
  step: number,
  increaseOfCounter: number | undefined,
  perSecond: boolean,
): number {
  const { timestamps, values, ends, rangeMs } = window;
  const end = ends[step] as number;
  const sampled = ((timestamps[last] as number) - (timestamps[first] as number)) / 1000;
  const average = sampled / (last - first);
  const threshold = average * 1.1;
  let toStart = ((timestamps[first] as number) - (end - rangeMs)) / 1000;
  let toEnd = (end - (timestamps[last] as number)) / 1000;
  if (toStart >= threshold) toStart = average / 2;
  const firstValue = values[first] as number;
  if (increaseOfCounter !== undefined && increaseOfCounter > 0 && firstValue >= 0) {
    const toZero = sampled * (firstValue / increaseOfCounter);
    if (toZero < toStart) toStart = toZero;
  }
  if (toEnd >= threshold) toEnd = average / 2;
  const factor = (sampled + toStart + toEnd) / sampled;
  return perSecond ? factor / (rangeMs / 1000) : factor;
}

export const irate = lastTwo({ counter: true, perSecond: true });
export const idelta = lastTwo({ counter: false, perSecond: false });

/** The change between the last two samples. */
function lastTwo(kind: Kind): RangeKernel {
  return (window, out, present) => {
    const { from, to, values, timestamps } = window;
    let count = 0;
    for (let i = 0; i < out.length; i++) {
      const last = (to[i] as number) - 1;
      present[i] = last > (from[i] as number) ? 1 : 0;
      if (present[i] === 0) continue;
      const value = values[last] as number;
      const before = values[last - 1] as number;
      const change = kind.counter && value < before ? value : value - before;
      const seconds = ((timestamps[last] as number) - (timestamps[last - 1] as number)) / 1000;
      out[i] = kind.perSecond ? change / seconds : change;
      count++;
    }
    return count;
  };
}
