/** One accumulator per group for the aggregations that look at each sample once: columns over all steps. */
import type { AggregateOperator } from '@/lib/promql/ast';
import { compensation, isInfinite } from './kahan';

export interface Accumulator {
  /** Takes in the column of one series. */
  add(values: Float64Array, present: Uint8Array): void;
  /** Writes the group's column. */
  finish(values: Float64Array, present: Uint8Array): void;
}

export type AccumulatedOperator = Extract<
  AggregateOperator,
  'sum' | 'avg' | 'min' | 'max' | 'count' | 'group' | 'stddev' | 'stdvar'
>;

export const ACCUMULATORS: Readonly<Record<AccumulatedOperator, (steps: number) => Accumulator>> = {
  sum: (steps) => new Sum(steps),
  avg: (steps) => new Average(steps),
  min: (steps) => new Extreme(steps, -1),
  max: (steps) => new Extreme(steps, 1),
  count: (steps) => new Count(steps, false),
  group: (steps) => new Count(steps, true),
  stddev: (steps) => new Variance(steps, true),
  stdvar: (steps) => new Variance(steps, false),
};

class Sum implements Accumulator {
  private readonly sum: Float64Array;
  private readonly rest: Float64Array;
  private readonly seen: Uint8Array;

  constructor(steps: number) {
    this.sum = new Float64Array(steps);
    this.rest = new Float64Array(steps);
    this.seen = new Uint8Array(steps);
  }

  add(values: Float64Array, present: Uint8Array): void {
    const { sum, rest, seen } = this;
    for (let i = 0; i < values.length; i++) {
      if (present[i] === 0) continue;
      seen[i] = 1;
      const value = values[i] as number;
      const before = sum[i] as number;
      const next = before + value;
      sum[i] = next;
      if (isInfinite(next)) rest[i] = 0;
      else rest[i] = (rest[i] as number) + compensation(before, value, next);
    }
  }

  finish(values: Float64Array, present: Uint8Array): void {
    present.set(this.seen);
    for (let i = 0; i < values.length; i++) values[i] = (this.sum[i] as number) + (this.rest[i] as number);
  }
}

/** The mean of a sum, and once a sum overflows the incremental mean from there on. */
class Average implements Accumulator {
  private readonly sum: Float64Array;
  private readonly rest: Float64Array;
  private readonly count: Uint32Array;
  private readonly incremental: Uint8Array;

  constructor(steps: number) {
    this.sum = new Float64Array(steps);
    this.rest = new Float64Array(steps);
    this.count = new Uint32Array(steps);
    this.incremental = new Uint8Array(steps);
  }

  add(values: Float64Array, present: Uint8Array): void {
    const { sum, rest, count, incremental } = this;
    for (let i = 0; i < values.length; i++) {
      if (present[i] === 0) continue;
      const value = values[i] as number;
      const n = (count[i] as number) + 1;
      count[i] = n;
      const before = sum[i] as number;
      const next = before + value;
      if (incremental[i] === 0 && (n === 1 || !isInfinite(next))) {
        sum[i] = next;
        rest[i] = isInfinite(next) ? 0 : (rest[i] as number) + compensation(before, value, next);
      } else this.addIncrementally(i, value, n);
    }
  }

  /** `sum` and `rest` hold the mean of the first n - 1 values and its compensation. */
  private addIncrementally(i: number, value: number, n: number): void {
    const { sum, rest, incremental } = this;
    if (incremental[i] === 0) {
      incremental[i] = 1;
      sum[i] = (sum[i] as number) / (n - 1);
      rest[i] = (rest[i] as number) / (n - 1);
    }
    const mean = sum[i] as number;
    if (isInfinite(mean) && (value === mean || Number.isFinite(value))) return;
    const weight = (n - 1) / n;
    const before = weight * mean;
    const next = before + value / n;
    rest[i] = isInfinite(next) ? 0 : weight * (rest[i] as number) + compensation(before, value / n, next);
    sum[i] = next;
  }

  finish(values: Float64Array, present: Uint8Array): void {
    for (let i = 0; i < values.length; i++) {
      const n = this.count[i] as number;
      present[i] = n > 0 ? 1 : 0;
      const divisor = this.incremental[i] === 1 ? 1 : n;
      values[i] = (this.sum[i] as number) / divisor + (this.rest[i] as number) / divisor;
    }
  }
}

/** Minimum or maximum; NaN only when there is nothing else. */
class Extreme implements Accumulator {
  private readonly best: Float64Array;
  private readonly seen: Uint8Array;

  constructor(
    steps: number,
    private readonly direction: 1 | -1,
  ) {
    this.best = new Float64Array(steps);
    this.seen = new Uint8Array(steps);
  }

  add(values: Float64Array, present: Uint8Array): void {
    const { best, seen, direction } = this;
    for (let i = 0; i < values.length; i++) {
      if (present[i] === 0) continue;
      const value = values[i] as number;
      const known = best[i] as number;
      const better = direction === 1 ? value > known : value < known;
      if (seen[i] === 0 || better || Number.isNaN(known)) best[i] = value;
      seen[i] = 1;
    }
  }

  finish(values: Float64Array, present: Uint8Array): void {
    values.set(this.best);
    present.set(this.seen);
  }
}

class Count implements Accumulator {
  private readonly counts: Uint32Array;

  constructor(
    steps: number,
    private readonly asGroup: boolean,
  ) {
    this.counts = new Uint32Array(steps);
  }

  add(_values: Float64Array, present: Uint8Array): void {
    const { counts } = this;
    for (let i = 0; i < present.length; i++) counts[i] = (counts[i] as number) + (present[i] as number);
  }

  finish(values: Float64Array, present: Uint8Array): void {
    for (let i = 0; i < values.length; i++) {
      const count = this.counts[i] as number;
      present[i] = count > 0 ? 1 : 0;
      values[i] = this.asGroup ? 1 : count;
    }
  }
}

/** Population variance by Welford's recurrence. */
class Variance implements Accumulator {
  private readonly count: Uint32Array;
  private readonly mean: Float64Array;
  private readonly squares: Float64Array;

  constructor(
    steps: number,
    private readonly asDeviation: boolean,
  ) {
    this.count = new Uint32Array(steps);
    this.mean = new Float64Array(steps);
    this.squares = new Float64Array(steps);
  }

  add(values: Float64Array, present: Uint8Array): void {
    const { count, mean, squares } = this;
    for (let i = 0; i < values.length; i++) {
      if (present[i] === 0) continue;
      const value = values[i] as number;
      const n = (count[i] as number) + 1;
      count[i] = n;
      const delta = value - (mean[i] as number);
      const next = (mean[i] as number) + delta / n;
      mean[i] = next;
      squares[i] = (squares[i] as number) + delta * (value - next);
    }
  }

  finish(values: Float64Array, present: Uint8Array): void {
    for (let i = 0; i < values.length; i++) {
      const n = this.count[i] as number;
      present[i] = n > 0 ? 1 : 0;
      const variance = (this.squares[i] as number) / n;
      values[i] = this.asDeviation ? Math.sqrt(variance) : variance;
    }
  }
}
