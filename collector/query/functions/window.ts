/** Range functions over columns: one call computes all steps of a series. */
import type { WindowBorders } from '../operators/windowBorders';
import type { WindowSpans } from '../operators/windowSpans';

/** The samples of one series and its windows: step i sees indexes `from[i]` (inclusive) to `to[i]` (exclusive). */
export interface WindowColumns {
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** For each step the window's right border in ms; the left border is `rangeMs` before. */
  readonly ends: Float64Array;
  readonly rangeMs: number;
  /** For each step its own time in ms, which differs from `ends` by offset and @. */
  readonly times: Float64Array;
  /** How far each window's samples span; shared by the series of a scrape. */
  spans(): WindowSpans;
  /** Where buckets of a downsampled tier begin windows; undefined for a series of raw samples. */
  borders(): WindowBorders | undefined;
  /** How many raw samples each value stands for; undefined: one each. */
  readonly weights: Float64Array | undefined;
}

/**
 * Writes the result of every step into `out` and 0 or 1 into `present`, and returns how many are present.
 * `params[k][i]` is the k-th scalar argument at step i.
 */
export type RangeKernel = (
  window: WindowColumns,
  out: Float64Array,
  present: Uint8Array,
  params: readonly Float64Array[],
) => number;

/** One window of at least `least` samples to one number. */
export type WindowFunction = (
  window: WindowColumns,
  from: number,
  to: number,
  step: number,
  params: readonly Float64Array[],
) => number;

/** A kernel that looks at each window by itself; windows of fewer than `least` samples give nothing. */
export function eachWindow(least: number, compute: WindowFunction): RangeKernel {
  return (window, out, present, params) => {
    const { from, to } = window;
    let count = 0;
    for (let i = 0; i < out.length; i++) {
      const start = from[i] as number;
      const end = to[i] as number;
      const enough = end - start >= least;
      present[i] = enough ? 1 : 0;
      if (!enough) continue;
      out[i] = compute(window, start, end, i, params);
      count++;
    }
    return count;
  };
}
