import { growFloat64, growUint32 } from './growable';

const FIRST_CAPACITY = 256;

/** Samples of one appender until it commits: columns, grown by doubling, reused by the next appender. */
export class SampleBuffer {
  length = 0;
  private refs = new Uint32Array(FIRST_CAPACITY);
  private times = new Float64Array(FIRST_CAPACITY);
  private values = new Float64Array(FIRST_CAPACITY);
  private stale = new Uint8Array(FIRST_CAPACITY);

  push(ref: number, timestampMs: number, value: number, stale: boolean): void {
    if (this.length === this.refs.length) this.grow();
    const at = this.length++;
    this.refs[at] = ref;
    this.times[at] = timestampMs;
    this.values[at] = value;
    this.stale[at] = stale ? 1 : 0;
  }

  ref(i: number): number {
    return this.refs[i] as number;
  }

  time(i: number): number {
    return this.times[i] as number;
  }

  value(i: number): number {
    return this.values[i] as number;
  }

  isStale(i: number): boolean {
    return this.stale[i] === 1;
  }

  clear(): void {
    this.length = 0;
  }

  private grow(): void {
    this.refs = growUint32(this.refs, this.length + 1);
    this.times = growFloat64(this.times, this.length + 1, 0);
    this.values = growFloat64(this.values, this.length + 1, 0);
    const stale = new Uint8Array(this.refs.length);
    stale.set(this.stale);
    this.stale = stale;
  }
}
