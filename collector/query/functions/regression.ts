/** deriv, predict_linear and double exponential smoothing. */
import { isInfinite, KahanSum } from '../operators/kahan';
import { QueryError } from '../result';
import { eachWindow, type WindowColumns } from './window';

interface Line {
  readonly slope: number;
  /** Value at the time that stands for x = 0. */
  readonly intercept: number;
}

/** Least squares over a window, x in seconds from `originMs`. */
function linearRegression(window: WindowColumns, from: number, to: number, originMs: number): Line {
  const { timestamps, values } = window;
  const first = values[from] as number;
  const sumX = new KahanSum();
  const sumY = new KahanSum();
  const sumXY = new KahanSum();
  const sumX2 = new KahanSum();
  let constant = true;
  for (let i = from; i < to; i++) {
    const y = values[i] as number;
    const x = ((timestamps[i] as number) - originMs) / 1000;
    if (y !== first) constant = false;
    sumX.add(x);
    sumY.add(y);
    sumXY.add(x * y);
    sumX2.add(x * x);
  }
  // A flat line exactly, without what rounding makes of it.
  if (constant)
    return isInfinite(first) ? { slope: Number.NaN, intercept: Number.NaN } : { slope: 0, intercept: first };
  const n = to - from;
  const covariance = sumXY.total - (sumX.total * sumY.total) / n;
  const variance = sumX2.total - (sumX.total * sumX.total) / n;
  const slope = covariance / variance;
  return { slope, intercept: sumY.total / n - (slope * sumX.total) / n };
}

export const deriv = eachWindow(
  2,
  (window, from, to) => linearRegression(window, from, to, window.timestamps[from] as number).slope,
);

export const predictLinear = eachWindow(2, (window, from, to, step, params) => {
  const { slope, intercept } = linearRegression(window, from, to, window.times[step] as number);
  return slope * (params[0]?.[step] as number) + intercept;
});

/** Holt's linear method; the parameters are the smoothing and the trend factor. */
export const doubleExponentialSmoothing = eachWindow(2, ({ values }, from, to, step, params) => {
  const smoothing = factor(params[0]?.[step] as number, 'smoothing factor', 'sf');
  const trendFactor = factor(params[1]?.[step] as number, 'trend factor', 'tf');
  let before = 0;
  let level = values[from] as number;
  let trend = (values[from + 1] as number) - level;
  for (let i = from + 1; i < to; i++) {
    if (i > from + 1) trend = trendFactor * (level - before) + (1 - trendFactor) * trend;
    before = level;
    level = smoothing * (values[i] as number) + (1 - smoothing) * (level + trend);
  }
  return level;
});

function factor(value: number, name: string, short: string): number {
  if (value > 0 && value < 1) return value;
  throw new QueryError('execution', `invalid ${name}. Expected: 0 < ${short} < 1, got: ${value.toFixed(6)}`);
}
