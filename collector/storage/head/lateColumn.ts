import { isStaleAt, wordsOf, writeStale } from '@/lib/labels/staleness';

const FIRST_CAPACITY = 4;
/** Of the objects around the samples, and a column's place in its window. */
const OVERHEAD_BYTES = 320;

/** Samples of one series, in order of time. */
export class LateColumn {
  length = 0;
  mayHaveStale = false;
  private times = new Float64Array(FIRST_CAPACITY);
  private values = new Float64Array(FIRST_CAPACITY);
  private words = wordsOf(this.values);

  get bytes(): number {
    return OVERHEAD_BYTES + this.times.length * 16;
  }

  /** Without a copy: valid until the next insertion. */
  get timestamps(): Float64Array {
    return this.times.subarray(0, this.length);
  }

  /** Without a copy; staleness markers by their bits. */
  get samples(): Float64Array {
    return this.values.subarray(0, this.length);
  }

  /** The index of a time, or -1. */
  find(timestampMs: number): number {
    const at = this.lowerBound(timestampMs);
    return at < this.length && this.times[at] === timestampMs ? at : -1;
  }

  /** By bits, but for NaN: which one it is does not survive in JavaScript. */
  isEqual(at: number, value: number, stale: boolean): boolean {
    if (isStaleAt(this.words, at)) return stale;
    return !stale && Object.is(this.values[at], value);
  }

  /** Adds a sample whose time is not there yet. */
  insert(timestampMs: number, value: number, stale: boolean): void {
    if (this.length === this.times.length) this.grow();
    const at = this.lowerBound(timestampMs);
    this.times.copyWithin(at + 1, at, this.length);
    this.values.copyWithin(at + 1, at, this.length);
    this.times[at] = timestampMs;
    if (stale) writeStale(this.values, at);
    else this.values[at] = value;
    this.mayHaveStale ||= stale;
    this.length++;
  }

  /** The first index with a time of at least `timestampMs`; the end is tried first, as samples mostly come in order. */
  private lowerBound(timestampMs: number): number {
    let low = 0;
    let high = this.length;
    if (high > 0 && (this.times[high - 1] as number) < timestampMs) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.times[middle] as number) < timestampMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private grow(): void {
    const capacity = this.times.length * 2;
    const { times, values } = this;
    this.times = new Float64Array(capacity);
    this.times.set(times);
    this.values = new Float64Array(capacity);
    this.values.set(values);
    this.words = wordsOf(this.values);
  }
}
