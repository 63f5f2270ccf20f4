/**
 * What was computed from a timestamp column, by the column's identity: the series of one scrape share theirs. Series
 * come cohort by cohort, so a few entries serve nearly all; more would only hold memory.
 */
const MAX_ENTRIES = 32;

export class TimestampCache<T> {
  private readonly entries = new Map<Float64Array, T>();

  constructor(private readonly compute: (timestamps: Float64Array) => T) {}

  get(timestamps: Float64Array): T {
    const known = this.entries.get(timestamps);
    if (known !== undefined) return known;
    if (this.entries.size >= MAX_ENTRIES) this.entries.clear();
    const computed = this.compute(timestamps);
    this.entries.set(timestamps, computed);
    return computed;
  }
}
