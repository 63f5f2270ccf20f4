/** Calculations that make one number of a column, by Grafana's names. */
import type { NumberField } from './frame';

/** null: there is no such value (an empty column, all values absent). */
export type Calc = (field: NumberField) => number | null;

/** One pass over the column; absent values and NaN are left out. */
interface Summary {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly logmin: number;
  readonly first: number;
  readonly last: number;
  readonly previous: number;
  readonly delta: number;
  readonly step: number;
  readonly changes: number;
  readonly zeros: number;
}

function isAbsent(field: NumberField, i: number): boolean {
  return field.present !== undefined && field.present[i] === 0;
}

function summarize(field: NumberField): Summary {
  const { values, present } = field;
  let count = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let logmin = Number.POSITIVE_INFINITY;
  let first = Number.NaN;
  let last = Number.NaN;
  let previous = Number.NaN;
  let delta = 0;
  let step = Number.POSITIVE_INFINITY;
  let changes = 0;
  let zeros = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if ((present !== undefined && present[i] === 0) || Number.isNaN(value)) continue;
    if (count === 0) first = value;
    else {
      const diff = value - last;
      // A fall is a counter's reset: what it counted since is its new value.
      delta += diff >= 0 ? diff : value;
      if (diff !== 0) changes++;
      if (Math.abs(diff) < step) step = Math.abs(diff);
      previous = last;
    }
    if (value < min) min = value;
    if (value > max) max = value;
    if (value > 0 && value < logmin) logmin = value;
    if (value === 0) zeros++;
    sum += value;
    last = value;
    count++;
  }
  return { count, sum, min, max, logmin, first, last, previous, delta, step, changes, zeros };
}

/** Columns never change once they are drawn, so that several calcs of a legend share one pass. */
const summaries = new WeakMap<Float64Array, { present: Uint8Array | undefined; summary: Summary }>();

function summaryOf(field: NumberField): Summary {
  const known = summaries.get(field.values);
  if (known && known.present === field.present) return known.summary;
  const summary = summarize(field);
  summaries.set(field.values, { present: field.present, summary });
  return summary;
}

/** A calc on a summary that means nothing for an empty column. */
function of(pick: (summary: Summary) => number): Calc {
  return (field) => {
    const summary = summaryOf(field);
    return summary.count === 0 ? null : pick(summary);
  };
}

/** The value at an index as it is, NaN included; null when absent. */
function at(pick: (length: number) => number): Calc {
  return (field) => {
    const index = pick(field.values.length);
    return field.values.length === 0 || isAbsent(field, index) ? null : (field.values[index] ?? null);
  };
}

function sorted(field: NumberField): Float64Array {
  return field.values.filter((value, i) => !Number.isNaN(value) && !isAbsent(field, i)).sort();
}

function quantile(field: NumberField, q: number): number | null {
  const values = sorted(field);
  if (values.length === 0) return null;
  const place = q * (values.length - 1);
  const lower = values[Math.floor(place)] ?? 0;
  const upper = values[Math.ceil(place)] ?? 0;
  return lower + (upper - lower) * (place - Math.floor(place));
}

function variance(field: NumberField): number | null {
  const { count, sum } = summaryOf(field);
  if (count === 0) return null;
  const mean = sum / count;
  return sorted(field).reduce((total, value) => total + (value - mean) ** 2, 0) / count;
}

const CALCS: Readonly<Record<string, Calc>> = {
  last: at((length) => length - 1),
  lastNotNull: of((s) => s.last),
  first: at(() => 0),
  firstNotNull: of((s) => s.first),
  min: of((s) => s.min),
  max: of((s) => s.max),
  mean: of((s) => s.sum / s.count),
  sum: of((s) => s.sum),
  count: (field) => field.values.length,
  range: of((s) => s.max - s.min),
  delta: of((s) => s.delta),
  step: of((s) => (s.count > 1 ? s.step : 0)),
  diff: of((s) => s.last - s.first),
  diffperc: of((s) => (s.last - s.first) / s.first),
  logmin: of((s) => (Number.isFinite(s.logmin) ? s.logmin : s.min)),
  allIsZero: (field) => (summaryOf(field).zeros === field.values.length ? 1 : 0),
  allIsNull: (field) => (summaryOf(field).count === 0 ? 1 : 0),
  changeCount: of((s) => s.changes),
  distinctCount: (field) => new Set(sorted(field)).size,
  median: (field) => quantile(field, 0.5),
  variance,
  stdDev: (field) => {
    const value = variance(field);
    return value === null ? null : Math.sqrt(value);
  },
};

/** Titles of the calcs, as in headers of legends and tables. */
export const CALC_TITLES: Readonly<Record<string, string>> = {
  last: 'Last',
  lastNotNull: 'Last',
  first: 'First',
  firstNotNull: 'First',
  min: 'Min',
  max: 'Max',
  mean: 'Mean',
  sum: 'Total',
  count: 'Count',
  range: 'Range',
  delta: 'Delta',
  step: 'Step',
  diff: 'Difference',
  diffperc: 'Difference %',
  logmin: 'Min > 0',
  allIsZero: 'All zeros',
  allIsNull: 'All nulls',
  changeCount: 'Changes',
  distinctCount: 'Distinct',
  median: 'Median',
  variance: 'Variance',
  stdDev: 'StdDev',
};

/** Names of Grafana's older versions. */
const OLD_NAMES: Readonly<Record<string, string>> = { avg: 'mean', current: 'lastNotNull', total: 'sum' };

/** The calculated value of a column; null when there is none or the calc is unknown. Percentiles are `p1` to `p99`. */
export function calculate(field: NumberField, calc: string): number | null {
  const name = OLD_NAMES[calc] ?? calc;
  const known = Object.hasOwn(CALCS, name) ? CALCS[name] : undefined;
  if (known) return known(field);
  const percentile = /^p(\d{1,2})$/.exec(name);
  return percentile ? quantile(field, Number(percentile[1]) / 100) : null;
}

export function calcTitle(calc: string): string {
  const name = OLD_NAMES[calc] ?? calc;
  return Object.hasOwn(CALC_TITLES, name) ? (CALC_TITLES[name] ?? name) : name;
}

/** Calcs whose result counts values and carries no unit. */
export function isUnitless(calc: string): boolean {
  return ['count', 'changeCount', 'distinctCount', 'allIsZero', 'allIsNull'].includes(calc);
}

/** The value before the last one, to show a change. */
export function previousValue(field: NumberField): number | null {
  const { count, previous } = summaryOf(field);
  return count > 1 ? previous : null;
}
