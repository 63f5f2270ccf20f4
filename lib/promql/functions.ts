/**
 * Every function of PromQL: what it takes and gives. The only list of names; implementations are records over
 * FunctionName, so that a missing one does not compile.
 */
import type { ValueType } from './ast';

export interface FunctionSignature {
  readonly args: readonly ValueType[];
  /** How many of the last arguments may be left out. */
  readonly optional?: number;
  /** The last argument may be repeated, or left out. */
  readonly variadic?: boolean;
  readonly returns: ValueType;
}

const OF_VECTOR = { args: ['vector'], returns: 'vector' } as const satisfies FunctionSignature;
const OF_MATRIX = { args: ['matrix'], returns: 'vector' } as const satisfies FunctionSignature;
const OF_MATRIX_AND_SCALAR = { args: ['matrix', 'scalar'], returns: 'vector' } as const satisfies FunctionSignature;
const OF_VECTOR_AND_SCALAR = { args: ['vector', 'scalar'], returns: 'vector' } as const satisfies FunctionSignature;
const OF_SCALAR_AND_MATRIX = { args: ['scalar', 'matrix'], returns: 'vector' } as const satisfies FunctionSignature;
const OF_TIME = { args: ['vector'], optional: 1, returns: 'vector' } as const satisfies FunctionSignature;
const OF_NOTHING = { args: [], returns: 'scalar' } as const satisfies FunctionSignature;
const SMOOTHING = { args: ['matrix', 'scalar', 'scalar'], returns: 'vector' } as const satisfies FunctionSignature;
const BY_LABELS = {
  args: ['vector', 'string'],
  variadic: true,
  returns: 'vector',
} as const satisfies FunctionSignature;

const SIGNATURES = {
  abs: OF_VECTOR,
  absent: OF_VECTOR,
  absent_over_time: OF_MATRIX,
  acos: OF_VECTOR,
  acosh: OF_VECTOR,
  asin: OF_VECTOR,
  asinh: OF_VECTOR,
  atan: OF_VECTOR,
  atanh: OF_VECTOR,
  avg_over_time: OF_MATRIX,
  ceil: OF_VECTOR,
  changes: OF_MATRIX,
  clamp: { args: ['vector', 'scalar', 'scalar'], returns: 'vector' },
  clamp_max: OF_VECTOR_AND_SCALAR,
  clamp_min: OF_VECTOR_AND_SCALAR,
  cos: OF_VECTOR,
  cosh: OF_VECTOR,
  count_over_time: OF_MATRIX,
  day_of_month: OF_TIME,
  day_of_week: OF_TIME,
  day_of_year: OF_TIME,
  days_in_month: OF_TIME,
  deg: OF_VECTOR,
  delta: OF_MATRIX,
  deriv: OF_MATRIX,
  double_exponential_smoothing: SMOOTHING,
  end: OF_NOTHING,
  exp: OF_VECTOR,
  first_over_time: OF_MATRIX,
  floor: OF_VECTOR,
  histogram_avg: OF_VECTOR,
  histogram_count: OF_VECTOR,
  histogram_fraction: { args: ['scalar', 'scalar', 'vector'], returns: 'vector' },
  histogram_quantile: { args: ['scalar', 'vector'], returns: 'vector' },
  histogram_quantiles: { args: ['vector', 'string', 'scalar', 'scalar'], variadic: true, returns: 'vector' },
  histogram_stddev: OF_VECTOR,
  histogram_stdvar: OF_VECTOR,
  histogram_sum: OF_VECTOR,
  /** The name of double_exponential_smoothing before Prometheus 3. */
  holt_winters: SMOOTHING,
  hour: OF_TIME,
  idelta: OF_MATRIX,
  increase: OF_MATRIX,
  info: { args: ['vector', 'vector'], optional: 1, returns: 'vector' },
  irate: OF_MATRIX,
  label_join: { args: ['vector', 'string', 'string', 'string'], variadic: true, returns: 'vector' },
  label_replace: { args: ['vector', 'string', 'string', 'string', 'string'], returns: 'vector' },
  last_over_time: OF_MATRIX,
  ln: OF_VECTOR,
  log10: OF_VECTOR,
  log2: OF_VECTOR,
  mad_over_time: OF_MATRIX,
  max_of: { args: ['scalar', 'scalar'], returns: 'scalar' },
  max_over_time: OF_MATRIX,
  min_of: { args: ['scalar', 'scalar'], returns: 'scalar' },
  min_over_time: OF_MATRIX,
  minute: OF_TIME,
  month: OF_TIME,
  pi: OF_NOTHING,
  predict_linear: OF_MATRIX_AND_SCALAR,
  present_over_time: OF_MATRIX,
  quantile_over_time: OF_SCALAR_AND_MATRIX,
  rad: OF_VECTOR,
  range: OF_NOTHING,
  rate: OF_MATRIX,
  resets: OF_MATRIX,
  round: { args: ['vector', 'scalar'], optional: 1, returns: 'vector' },
  scalar: { args: ['vector'], returns: 'scalar' },
  sgn: OF_VECTOR,
  sin: OF_VECTOR,
  sinh: OF_VECTOR,
  sort: OF_VECTOR,
  sort_by_label: BY_LABELS,
  sort_by_label_desc: BY_LABELS,
  sort_desc: OF_VECTOR,
  sqrt: OF_VECTOR,
  start: OF_NOTHING,
  start_timestamp: OF_VECTOR,
  stddev_over_time: OF_MATRIX,
  stdvar_over_time: OF_MATRIX,
  step: OF_NOTHING,
  sum_over_time: OF_MATRIX,
  tan: OF_VECTOR,
  tanh: OF_VECTOR,
  time: OF_NOTHING,
  timestamp: OF_VECTOR,
  ts_of_first_over_time: OF_MATRIX,
  ts_of_last_over_time: OF_MATRIX,
  ts_of_max_over_time: OF_MATRIX,
  ts_of_min_over_time: OF_MATRIX,
  vector: { args: ['scalar'], returns: 'vector' },
  year: OF_TIME,
} as const satisfies Record<string, FunctionSignature>;

export type FunctionName = keyof typeof SIGNATURES;

/** Names in alphabetical order. */
export const FUNCTION_NAMES: readonly string[] = Object.keys(SIGNATURES);

export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(SIGNATURES, name);
}

export function functionSignature(name: FunctionName): FunctionSignature {
  return SIGNATURES[name];
}
