import { lostAtResets } from './counterResets';
import type { RangeKernel, WindowColumns } from './window';

/**
 * rate and increase of windows that begin among the buckets of a downsampled tier: the counter's value at the window's
 * end less its value at the window's beginning (windowBorders.ts), with nothing extrapolated. Windows that begin
 * among raw samples are left to `raw`.
 *
 * Against Prometheus' extrapolation of the raw samples the result differs by at most what the counter gains in one scrape
 * interval at each end of the window; where windows do not end on the borders of buckets, it is that of a window
 * which is up to one bucket older. What a counter gained in the first bucket after it was absent for longer than a bucket
 * counts as far as the store knows its first value there.
 */
export function betweenBuckets(raw: RangeKernel, { perSecond }: { readonly perSecond: boolean }): RangeKernel {
  return (window, out, present, params) => {
    const borders = window.borders();
    if (!borders) return raw(window, out, present, params);
    const { rawFrom } = borders;
    present.fill(0, 0, rawFrom);
    if (rawFrom < out.length)
      raw(windowsFrom(window, rawFrom), out.subarray(rawFrom), present.subarray(rawFrom), params);
    const { to, rangeMs } = window;
    const divisor = perSecond ? rangeMs / 1000 : 1;
    let total = 0;
    const { anchor: anchors, share: shares } = borders;
    const { values } = window;
    for (let i = 0; i < out.length; i++) {
      const anchor = anchors[i] as number;
      if (anchor >= 0) {
        const last = (to[i] as number) - 1;
        const share = shares[i] as number;
        present[i] = last > anchor ? 1 : 0;
        const change = last === anchor + 1 && share === 0 ? step(values, last) : gain(values, anchor, last, share);
        out[i] = divisor === 1 ? change : change / divisor;
      }
      total += present[i] as number;
    }
    return total;
  };
}

/** The windows of steps from one on, for a kernel without parameters. */
function windowsFrom(window: WindowColumns, first: number): WindowColumns {
  const { from, to, ends, times } = window;
  const { sampled, toStart, toEnd } = window.spans();
  const spans = {
    sampled: sampled.subarray(first),
    toStart: toStart.subarray(first),
    toEnd: toEnd.subarray(first),
  };
  return {
    ...window,
    from: from.subarray(first),
    to: to.subarray(first),
    ends: ends.subarray(first),
    times: times.subarray(first),
    spans: () => spans,
  };
}

/** As `gain` from one sample to the next, which is what windows of one bucket come to. */
function step(values: WindowColumns['values'], last: number): number {
  const start = values[last - 1] as number;
  const end = values[last] as number;
  return end - start + (end < start ? start : 0);
}

/** From the border, which lies `share` of the way from sample `anchor` to the next one, to sample `last`. */
function gain(values: WindowColumns['values'], anchor: number, last: number, share: number): number {
  const start = values[anchor] as number;
  const change = (values[last] as number) - start + lostAtResets(values, anchor, last);
  return share === 0 ? change : change - share * Math.max(0, (values[anchor + 1] as number) - start);
}
