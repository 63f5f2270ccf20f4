/** Instant selectors: at each step the newest sample within the lookback. */
import type { SeriesColumns } from '@/collector/storage/storage';
import { isStaleAt, wordsOf } from '@/lib/labels/staleness';
import { referenceTimes } from '../grid';
import type { SelectPlan } from '../plan/plan';
import { resolutionsOf } from './columnParts';
import type { Evaluation } from './evaluation';
import type { StepVector } from './stepVector';
import { type TimedColumn, TimestampCache } from './timestampCache';

export function evaluateSelect(plan: SelectPlan, evaluation: Evaluation): StepVector {
  const columns = evaluation.columns(plan.fetch);
  const times = referenceTimes(plan.grid, plan.shift);
  const { lookbackMs } = plan;
  const newest = new TimestampCache((column) => {
    const indexes = newestIndexes(column, times, lookbackMs);
    return { indexes, run: runLength(indexes) };
  });
  return {
    steps: plan.grid.steps,
    series: columns.map(({ labels }) => ({ labels, dropName: false })),
    fill(index, values, present) {
      const column = columns[index] as SeriesColumns;
      const source = plan.output === 'value' ? column.values : column.timestamps;
      const count = gather(column, newest.get(column), source, { values, present });
      if (plan.output === 'timestamp') toSeconds(values);
      return count;
    },
  };
}

/**
 * For each time the index of the newest timestamp in `(time - lookback, time]`, or -1. `times` ascend. A bucket answers
 * until the next one of its tier is due, should that be longer than the lookback.
 */
export function newestIndexes({ timestamps, parts }: TimedColumn, times: Float64Array, lookbackMs: number): Int32Array {
  const resolutions = parts && resolutionsOf(parts);
  const indexes = new Int32Array(times.length);
  let next = 0;
  for (let i = 0; i < times.length; i++) {
    const time = times[i] as number;
    while (next < timestamps.length && (timestamps[next] as number) <= time) next++;
    const reachMs = resolutions && next > 0 ? Math.max(lookbackMs, resolutions[next - 1] as number) : lookbackMs;
    const fresh = next > 0 && (timestamps[next - 1] as number) > time - reachMs;
    indexes[i] = fresh ? next - 1 : -1;
  }
  return indexes;
}

interface Newest {
  readonly indexes: Int32Array;
  /** So many of them, from the first on, ascend by one: those of buckets as far apart as the steps. */
  readonly run: number;
}

function runLength(indexes: Int32Array): number {
  const first = indexes[0] ?? -1;
  let run = 0;
  while (first >= 0 && run < indexes.length && indexes[run] === first + run) run++;
  return run;
}

interface Target {
  readonly values: Float64Array;
  readonly present: Uint8Array;
}

function gather(column: SeriesColumns, { indexes, run }: Newest, source: Float64Array, target: Target): number {
  const stale = column.mayHaveStale ? wordsOf(column.values) : undefined;
  const { values, present } = target;
  const copied = stale ? 0 : run;
  if (copied > 0) {
    const first = indexes[0] as number;
    values.set(source.subarray(first, first + copied));
    present.fill(1, 0, copied);
  }
  let count = copied;
  for (let i = copied; i < indexes.length; i++) {
    const at = indexes[i] as number;
    const here = at >= 0 && !(stale && isStaleAt(stale, at));
    present[i] = here ? 1 : 0;
    if (!here) continue;
    values[i] = source[at] as number;
    count++;
  }
  return count;
}

function toSeconds(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / 1000;
}
