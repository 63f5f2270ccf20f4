/** Range vectors: raw samples of each series, and for each step the window that it looks at. */
import type { SeriesColumns } from '@/collector/storage/storage';
import { isStaleAt, wordsOf } from '@/lib/labels/staleness';
import { referenceTimes, type StepGrid, stepTimes } from '../grid';
import type { RangeSelectPlan, SubqueryPlan } from '../plan/plan';
import { partsOfKept, resolutionsOf } from './columnParts';
import type { Evaluation } from './evaluation';
import { materialize, type StepColumn, type StepSeries, samplesOf } from './stepVector';
import { type TimedColumn, TimestampCache } from './timestampCache';
import { type WindowBorders, windowBorders } from './windowBorders';
import { type WindowSpans, windowSpans } from './windowSpans';

/** Samples of one series, without staleness markers, ascending in time. */
export interface RangeSeries extends StepSeries, TimedColumn {
  readonly values: Float64Array;
  /** How many raw samples each value stands for; absent: one each. */
  readonly weights?: Float64Array | undefined;
}

/** Window of step i: the samples `from[i] <= index < to[i]`. Both ascend. */
export interface WindowBounds {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

export interface RangeVector {
  readonly grid: StepGrid;
  readonly rangeMs: number;
  /** For each step the window's right border, inclusive; the left border, exclusive, is `rangeMs` before. */
  readonly ends: Float64Array;
  readonly series: readonly RangeSeries[];
  bounds(series: TimedColumn): WindowBounds;
  spans(series: TimedColumn): WindowSpans;
  /** Undefined for series of raw samples only. */
  borders(series: TimedColumn): WindowBorders | undefined;
}

export function evaluateRangeSelect(plan: RangeSelectPlan, evaluation: Evaluation): RangeVector {
  const series = evaluation.columns(plan.fetch).map(withoutStale);
  return rangeVector(plan, series);
}

/** A subquery: what the inner expression gave at its own steps are the samples. */
export async function evaluateSubquery(plan: SubqueryPlan, evaluation: Evaluation): Promise<RangeVector> {
  // Refused here when it is more than any column may hold.
  evaluation.budget.take(plan.inner.steps);
  const timestamps = stepTimes(plan.inner);
  const columns = await materialize(await evaluation.vector(plan.expr), evaluation.budget);
  const series = columns.map((column) => samplesOfColumn(column, timestamps));
  evaluation.budget.release(samplesOf(columns, plan.inner.steps));
  return rangeVector(plan, series);
}

function rangeVector(plan: RangeSelectPlan | SubqueryPlan, series: readonly RangeSeries[]): RangeVector {
  const { grid, rangeMs } = plan;
  const ends = referenceTimes(grid, plan.shift);
  const bounds = new TimestampCache((column) => boundsOf(column, ends, rangeMs));
  const spans = new TimestampCache((column) => windowSpans(column.timestamps, bounds.get(column), ends, rangeMs));
  const borders = new TimestampCache((column) => windowBorders(column, bounds.get(column), ends, rangeMs));
  return {
    grid,
    rangeMs,
    ends,
    series,
    bounds: (series) => bounds.get(series),
    spans: (series) => spans.get(series),
    borders: (series) => (series.parts ? borders.get(series) : undefined),
  };
}

/** Bounds of the windows `(end - range, end]`, with `ends` ascending. */
export function windowBounds(timestamps: Float64Array, ends: Float64Array, rangeMs: number): WindowBounds {
  const from = new Int32Array(ends.length);
  const to = new Int32Array(ends.length);
  let low = 0;
  let high = 0;
  for (let i = 0; i < ends.length; i++) {
    const end = ends[i] as number;
    while (high < timestamps.length && (timestamps[high] as number) <= end) high++;
    while (low < high && (timestamps[low] as number) <= end - rangeMs) low++;
    from[i] = low;
    to[i] = high;
  }
  return { from, to };
}

/** A window shorter than a bucket that has the end of none gets the newest one, until the next is due. */
function boundsOf({ timestamps, parts }: TimedColumn, ends: Float64Array, rangeMs: number): WindowBounds {
  const bounds = windowBounds(timestamps, ends, rangeMs);
  if (!parts) return bounds;
  const resolutions = resolutionsOf(parts);
  const { from, to } = bounds;
  for (let i = 0; i < ends.length; i++) {
    const newest = (to[i] as number) - 1;
    if (from[i] !== to[i] || newest < 0) continue;
    if ((timestamps[newest] as number) > (ends[i] as number) - (resolutions[newest] as number)) from[i] = newest;
  }
  return bounds;
}

/** Takes staleness markers out. Series that share timestamps and have no marker go on sharing them. */
function withoutStale(column: SeriesColumns): RangeSeries {
  const { labels, timestamps, values, parts, weights } = column;
  const keep = column.mayHaveStale ? freshIndexes(values) : undefined;
  if (!keep) return { labels, dropName: false, timestamps, values, parts, weights };
  return {
    labels,
    dropName: false,
    timestamps: pick(timestamps, keep),
    values: pick(values, keep),
    parts: parts && partsOfKept(parts, keep),
    weights: weights && pick(weights, keep),
  };
}

/** Indexes of values that are no marker; undefined when none is. */
function freshIndexes(values: Float64Array): Int32Array | undefined {
  const words = wordsOf(values);
  const fresh = new Int32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!isStaleAt(words, i)) fresh[count++] = i;
  return count === values.length ? undefined : fresh.subarray(0, count);
}

function pick(source: Float64Array, indexes: Int32Array): Float64Array {
  const out = new Float64Array(indexes.length);
  for (let i = 0; i < indexes.length; i++) out[i] = source[indexes[i] as number] as number;
  return out;
}

function samplesOfColumn(column: StepColumn, timestamps: Float64Array): RangeSeries {
  const { labels, dropName, present } = column;
  const indexes = new Int32Array(present.length);
  let count = 0;
  for (let i = 0; i < present.length; i++) if (present[i] === 1) indexes[count++] = i;
  if (count === present.length) return { labels, dropName, timestamps, values: column.values };
  const kept = indexes.subarray(0, count);
  return { labels, dropName, timestamps: pick(timestamps, kept), values: pick(column.values, kept) };
}
