import type { ColumnPart } from '@/collector/storage/storage';

/**
 * What was computed from a timestamp column, by the column's identity: the series of one scrape share theirs. Series
 * come cohort by cohort, so a few entries serve nearly all; more would only hold memory.
 */
const MAX_ENTRIES = 32;

/** Those that share their timestamps have equal parts, too. */
export interface TimedColumn {
  readonly timestamps: Float64Array;
  /** As in SeriesColumns of the storage seam. */
  readonly parts?: readonly ColumnPart[] | undefined;
}

export class TimestampCache<T> {
  private readonly entries = new Map<Float64Array, T>();

  constructor(private readonly compute: (column: TimedColumn) => T) {}

  get(column: TimedColumn): T {
    const { timestamps } = column;
    const known = this.entries.get(timestamps);
    if (known !== undefined) return known;
    if (this.entries.size >= MAX_ENTRIES) this.entries.clear();
    const computed = this.compute(column);
    this.entries.set(timestamps, computed);
    return computed;
  }
}
