/** What every operator yields: series first, then for each series one column over all steps. */
import type { Labels } from '@/lib/labels/labels';
import type { Budget } from '../budget';

export interface StepSeries {
  readonly labels: Labels;
  /** The metric name goes once the whole expression is evaluated (delayed name removal). */
  readonly dropName: boolean;
}

/**
 * An instant vector over steps. Columns are made on demand, so that a sum over thousands of rates holds one
 * column at a time. Label sets are unique, but for series that drop their name later.
 */
export interface StepVector {
  readonly steps: number;
  readonly series: readonly StepSeries[];
  /** The order of `series` is part of the answer (sort, topk); otherwise it means nothing. */
  readonly ordered?: boolean;
  /**
   * Writes the column of a series into the caller's `values` and `present`, both `steps` long, and returns how many
   * steps are present; `present` is 0 or 1 everywhere, `values` has no meaning where it is 0. Called in ascending
   * order of `index`, and once per series: computing again costs again.
   */
  fill(index: number, values: Float64Array, present: Uint8Array): number;
  /**
   * For a column that takes long: computes it ahead, giving way to others meanwhile, and resolves when `fill` is only
   * a copy. Undefined when there is nothing to wait for. readColumn calls both.
   */
  prepare?(index: number): Promise<void> | undefined;
}

/** Where a column goes; as long as the vector has steps. */
export interface ColumnTarget {
  readonly values: Float64Array;
  readonly present: Uint8Array;
}

/** Fills a column and lets others run in between. The number of present steps; await it when it is a promise. */
export function readColumn(
  vector: StepVector,
  index: number,
  into: ColumnTarget,
  budget: Budget,
): number | Promise<number> {
  const wait = budget.pause();
  const ahead = vector.prepare?.(index);
  if (!wait && !ahead) return vector.fill(index, into.values, into.present);
  return Promise.all([wait, ahead]).then(() => vector.fill(index, into.values, into.present));
}

/**
 * A vector made from another column by column: `change` may rewrite the column in place and gives how many steps are
 * present then; it is not called for columns that are absent throughout.
 */
export function derived(
  vector: StepVector,
  change: (into: ColumnTarget, count: number, index: number) => number,
  series: readonly StepSeries[] = vector.series,
): StepVector {
  return {
    steps: vector.steps,
    series,
    fill(index, values, present) {
      const count = vector.fill(index, values, present);
      return count === 0 ? 0 : change({ values, present }, count, index);
    },
    prepare: (index) => vector.prepare?.(index),
  };
}

/** A column with its series. */
export interface StepColumn extends StepSeries {
  readonly values: Float64Array;
  readonly present: Uint8Array;
}

export function emptyVector(steps: number): StepVector {
  return { steps, series: [], fill: () => 0 };
}

export function vectorOf(columns: readonly StepColumn[], steps: number, ordered = false): StepVector {
  return {
    steps,
    series: columns,
    ordered,
    fill(index, values, present) {
      const column = columns[index] as StepColumn;
      values.set(column.values);
      present.set(column.present);
      return countPresent(present);
    },
  };
}

export function countPresent(present: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < present.length; i++) count += present[i] as number;
  return count;
}

/**
 * All columns of a vector at once, without series that are absent at every step. The samples are taken from the
 * budget; the caller releases `samplesOf(columns, steps)` when it lets go of them.
 */
export async function materialize(vector: StepVector, budget: Budget): Promise<StepColumn[]> {
  const { steps, series } = vector;
  const columns: StepColumn[] = [];
  for (let i = 0; i < series.length; i++) {
    budget.take(steps);
    const values = new Float64Array(steps);
    const present = new Uint8Array(steps);
    const filled = readColumn(vector, i, { values, present }, budget);
    if ((typeof filled === 'number' ? filled : await filled) === 0) {
      budget.release(steps);
      continue;
    }
    const { labels, dropName } = series[i] as StepSeries;
    columns.push({ labels, dropName, values, present });
  }
  return columns;
}

export function samplesOf(columns: readonly StepColumn[], steps: number): number {
  return columns.length * steps;
}

/** The same samples under other labels. */
export function relabelled(vector: StepVector, series: readonly StepSeries[]): StepVector {
  return derived(vector, (_, count) => count, series);
}
