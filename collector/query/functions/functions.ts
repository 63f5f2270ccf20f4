/** Every function of the language and what computes it: a missing one does not compile. */
import type { FunctionName } from '@/lib/promql/functions';
import { absent, absentOverTime } from './absent';
import { clamp, clampMax, clampMin, round } from './clamp';
import { CLOCK } from './clock';
import { histogramFraction, histogramQuantile, histogramQuantiles } from './histogram';
import type { FunctionImplementation } from './implementation';
import { labelJoin, labelReplace } from './labels';
import { MATH } from './math';
import * as overTime from './overTime';
import { delta, idelta, increase, irate, rate } from './rate';
import { deriv, doubleExponentialSmoothing, predictLinear } from './regression';
import { end, maxOf, minOf, pi, range, scalar, start, step, time, vector } from './scalars';
import { quantileOverTime } from './slidingQuantile';
import { sort, sortByLabel, sortByLabelDesc, sortDesc } from './sort';
import { timestamp } from './timestamp';
import type { RangeKernel } from './window';

const window = (kernel: RangeKernel) => ({ type: 'range', kernel }) as const;
/** Looks at every sample of every window. */
const costly = (kernel: RangeKernel) => ({ type: 'range', kernel, eachWindow: true }) as const;
const math = (name: keyof typeof MATH) => ({ type: 'map', map: MATH[name] }) as const;
const clock = (name: keyof typeof CLOCK) => ({ type: 'map', map: CLOCK[name], ofTime: true }) as const;
const NATIVE = { type: 'unsupported', reason: 'needs native histograms' } as const;

export const FUNCTIONS: Readonly<Record<FunctionName, FunctionImplementation>> = {
  abs: math('abs'),
  absent,
  absent_over_time: absentOverTime,
  acos: math('acos'),
  acosh: math('acosh'),
  asin: math('asin'),
  asinh: math('asinh'),
  atan: math('atan'),
  atanh: math('atanh'),
  avg_over_time: window(overTime.avgOverTime),
  ceil: math('ceil'),
  changes: window(overTime.changes),
  clamp,
  clamp_max: clampMax,
  clamp_min: clampMin,
  cos: math('cos'),
  cosh: math('cosh'),
  count_over_time: window(overTime.countOverTime),
  day_of_month: clock('day_of_month'),
  day_of_week: clock('day_of_week'),
  day_of_year: clock('day_of_year'),
  days_in_month: clock('days_in_month'),
  deg: math('deg'),
  delta: window(delta),
  deriv: costly(deriv),
  double_exponential_smoothing: costly(doubleExponentialSmoothing),
  end,
  exp: math('exp'),
  first_over_time: { type: 'range', kernel: overTime.firstOverTime, keepsName: true },
  floor: math('floor'),
  histogram_avg: NATIVE,
  histogram_count: NATIVE,
  histogram_fraction: histogramFraction,
  histogram_quantile: histogramQuantile,
  histogram_quantiles: histogramQuantiles,
  histogram_stddev: NATIVE,
  histogram_stdvar: NATIVE,
  histogram_sum: NATIVE,
  holt_winters: costly(doubleExponentialSmoothing),
  hour: clock('hour'),
  idelta: window(idelta),
  increase: { type: 'range', kernel: increase, wantsCounter: true },
  info: { type: 'unsupported', reason: 'joins info metrics, which the engine cannot do yet' },
  irate: window(irate),
  label_join: labelJoin,
  label_replace: labelReplace,
  last_over_time: { type: 'range', kernel: overTime.lastOverTime, keepsName: true },
  ln: math('ln'),
  log10: math('log10'),
  log2: math('log2'),
  mad_over_time: costly(overTime.madOverTime),
  max_of: maxOf,
  max_over_time: window(overTime.maxOverTime),
  min_of: minOf,
  min_over_time: window(overTime.minOverTime),
  minute: clock('minute'),
  month: clock('month'),
  pi,
  predict_linear: costly(predictLinear),
  present_over_time: window(overTime.presentOverTime),
  quantile_over_time: { type: 'range', kernel: quantileOverTime, checksQuantile: true },
  rad: math('rad'),
  range,
  rate: { type: 'range', kernel: rate, wantsCounter: true },
  resets: window(overTime.resets),
  round,
  scalar,
  sgn: math('sgn'),
  sin: math('sin'),
  sinh: math('sinh'),
  sort,
  sort_by_label: sortByLabel,
  sort_by_label_desc: sortByLabelDesc,
  sort_desc: sortDesc,
  sqrt: math('sqrt'),
  start,
  start_timestamp: { type: 'unsupported', reason: 'needs start timestamps of samples' },
  stddev_over_time: costly(overTime.stddevOverTime),
  stdvar_over_time: costly(overTime.stdvarOverTime),
  step,
  sum_over_time: window(overTime.sumOverTime),
  tan: math('tan'),
  tanh: math('tanh'),
  time,
  timestamp,
  ts_of_first_over_time: window(overTime.tsOfFirstOverTime),
  ts_of_last_over_time: window(overTime.tsOfLastOverTime),
  ts_of_max_over_time: costly(overTime.tsOfMaxOverTime),
  ts_of_min_over_time: costly(overTime.tsOfMinOverTime),
  vector,
  year: clock('year'),
};
