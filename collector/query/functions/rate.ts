/** rate, increase, delta: first and last sample, corrected for counter resets, extrapolated to the window's borders. */
import { betweenBuckets } from './bucketRate';
import { lostAtResets, resetCounts } from './counterResets';
import type { RangeKernel } from './window';

interface Kind {
  readonly counter: boolean;
  readonly perSecond: boolean;
}

export const rate = betweenBuckets(extrapolated({ counter: true, perSecond: true }), { perSecond: true });
export const increase = betweenBuckets(extrapolated({ counter: true, perSecond: false }), { perSecond: false });
export const delta = extrapolated({ counter: false, perSecond: false });

function extrapolated(kind: Kind): RangeKernel {
  return (window, out, present) => {
    const { from, to, values } = window;
    const { sampled, toStart, toEnd } = window.spans();
    const divisor = kind.perSecond ? window.rangeMs / 1000 : 1;
    const resets = kind.counter ? resetCounts(values) : undefined;
    let count = 0;
    for (let i = 0; i < out.length; i++) {
      const first = from[i] as number;
      const last = (to[i] as number) - 1;
      present[i] = last > first ? 1 : 0;
      if (last <= first) continue;
      const firstValue = values[first] as number;
      const span = sampled[i] as number;
      let change = (values[last] as number) - firstValue;
      let left = toStart[i] as number;
      if (kind.counter) {
        if (resets && resets[last] !== resets[first]) change += lostAtResets(values, first, last);
        // A counter is not extrapolated to before it was zero.
        if (change > 0 && firstValue >= 0) left = Math.min(left, span * (firstValue / change));
      }
      out[i] = change * ((span + left + (toEnd[i] as number)) / span / divisor);
      count++;
    }
    return count;
  };
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
