/**
 * The buckets of one series in one window of a downsampled tier, as columns. A window has `rows` places for buckets; bucket
 * `row` is stamped with its right end, `windowStart + row * resolution`, and holds what was sampled in
 * `(stamp - resolution, stamp]`. Meant to be reused: `clear` keeps the memory. A reader may put columns of its own in place of
 * those of values, long enough for what is decoded.
 *
 * Of a counter `first`, `last`, `max`, `lost` and `counts` are known; of any other series `last`, `min`, `max`, `sum` and
 * `counts`. `columns[i]` belongs to `row[i]`.
 */
export class Buckets {
  counter = false;
  length = 0;
  /** Ascending. */
  readonly row: Uint16Array;
  /** Samples in the bucket, staleness markers apart; at least 1. */
  counts: Float64Array;
  /** The value of the last sample. */
  last: Float64Array;
  /** As max_over_time and min_over_time: NaN only when there is nothing else. */
  max: Float64Array;
  min: Float64Array;
  sum: Float64Array;
  /** The value of the first sample, where `beginsRun(i)`. */
  readonly first: Float64Array;
  /**
   * What a counter lost by resets: the sum of the values before them. A reset between the bucket before and this one counts
   * here, unless `beginsRun(i)`: then the reader, who knows what came before, compares `first` with it.
   */
  readonly lost: Float64Array;
  /** 1 where the series was stale, or silent for longer than the look-back, at the bucket's end. */
  readonly ended: Uint8Array;

  constructor(rows: number) {
    this.row = new Uint16Array(rows);
    this.counts = new Float64Array(rows);
    this.last = new Float64Array(rows);
    this.max = new Float64Array(rows);
    this.min = new Float64Array(rows);
    this.sum = new Float64Array(rows);
    this.first = new Float64Array(rows);
    this.lost = new Float64Array(rows);
    this.ended = new Uint8Array(rows);
  }

  /** Empties the columns for a series. */
  clear(counter: boolean): void {
    this.counter = counter;
    this.length = 0;
  }

  /** Whether the window has no bucket just before this one. */
  beginsRun(i: number): boolean {
    return i === 0 || (this.row[i] as number) !== (this.row[i - 1] as number) + 1;
  }
}
