import type { Buckets } from '../chunkenc/buckets';
import { type BucketGrid, rowOf, stampOf } from './grid';
import { sumRuns } from './sumRuns';

/** Puts the buckets of a finer tier into those of a coarser one: one series, window after window in order of time. */
export class BucketMerger {
  private sums = new Float64Array(8192);
  private readonly ends = new Uint32Array(4096);
  private summed = 0;
  private counter = false;
  /** The last value of the finer bucket before; NaN when there is none. */
  private previous = NaN;

  constructor(
    private readonly grid: BucketGrid,
    private readonly out: Buckets,
  ) {}

  /**
   * Starts with a series.
   * @param counter whether one of the finer windows has it as a counter: the coarse buckets are a counter's then
   */
  start(counter: boolean): void {
    this.out.clear(counter);
    this.counter = counter;
    this.summed = 0;
    this.previous = NaN;
  }

  /** Adds all buckets of a window that fall into the coarse one; all columns must be decoded. */
  add(finer: Buckets, finerGrid: BucketGrid): void {
    if (this.sums.length < this.summed + finer.length) this.growSums(this.summed + finer.length);
    for (let i = 0; i < finer.length; i++) {
      const stampMs = stampOf(finerGrid, finer.row[i] as number);
      const row = rowOf(this.grid, stampMs);
      if (row >= this.grid.rows) return;
      if (row >= 0) this.addBucket(finer, i, row, stampMs);
      this.previous = finer.last[i] as number;
    }
  }

  finish(): void {
    if (!this.counter) sumRuns(this.sums, this.ends, this.out.length, this.out.sum);
  }

  private addBucket(finer: Buckets, i: number, row: number, stampMs: number): void {
    const { out } = this;
    let at = out.length - 1;
    if (at < 0 || out.row[at] !== row) {
      at = out.length++;
      this.open(finer, i, at, row);
    } else out.lost[at] = (out.lost[at] as number) + this.lostSince(finer, i);
    const max = finer.max[i] as number;
    if (max > (out.max[at] as number) || Number.isNaN(out.max[at])) out.max[at] = max;
    out.last[at] = finer.last[i] as number;
    out.counts[at] = (out.counts[at] as number) + (finer.counts[i] as number);
    // A finer bucket that is missing at the end is as long as the look-back.
    out.ended[at] = stampMs < stampOf(this.grid, row) ? 1 : (finer.ended[i] as number);
    if (!this.counter) this.addOther(finer, i, at);
  }

  private open(finer: Buckets, i: number, at: number, row: number): void {
    const { out } = this;
    out.row[at] = row;
    out.counts[at] = 0;
    out.max[at] = NaN;
    out.min[at] = NaN;
    if (!out.beginsRun(at)) {
      out.lost[at] = this.lostSince(finer, i);
    } else if (finer.counter && !finer.beginsRun(i)) {
      // The finer bucket before lies in the window before: counting from its last value, nothing is lost in between.
      out.first[at] = this.previous;
      out.lost[at] = finer.lost[i] as number;
    } else {
      out.first[at] = (finer.counter ? finer.first[i] : finer.last[i]) as number;
      out.lost[at] = finer.counter ? (finer.lost[i] as number) : 0;
    }
  }

  /** What was lost by resets from the finer bucket before to the end of this one. */
  private lostSince(finer: Buckets, i: number): number {
    const inside = finer.counter ? (finer.lost[i] as number) : 0;
    if (finer.counter && !finer.beginsRun(i)) return inside;
    const first = (finer.counter ? finer.first[i] : finer.last[i]) as number;
    return first < this.previous ? inside + this.previous : inside;
  }

  private addOther(finer: Buckets, i: number, at: number): void {
    const min = finer.min[i] as number;
    if (min < (this.out.min[at] as number) || Number.isNaN(this.out.min[at])) this.out.min[at] = min;
    this.sums[this.summed++] = finer.sum[i] as number;
    this.ends[at] = this.summed;
  }

  private growSums(needed: number): void {
    const larger = new Float64Array(needed * 2);
    larger.set(this.sums);
    this.sums = larger;
  }
}
