import { growFloat64, growUint32 } from './growable';

/** Samples of one appender until it commits: columns, grown by doubling, reused by the next appender. */
export class SampleBuffer {
  length = 0;
  private slots = new Uint32Array(1024);
  private times = new Float64Array(1024);
  private values = new Float64Array(1024);
  private stale = new Uint8Array(1024);

  push(slot: number, timestampMs: number, value: number, stale: boolean): void {
    if (this.length === this.slots.length) this.grow();
    const at = this.length++;
    this.slots[at] = slot;
    this.times[at] = timestampMs;
    this.values[at] = value;
    this.stale[at] = stale ? 1 : 0;
  }

  slot(i: number): number {
    return this.slots[i] as number;
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
    this.slots = growUint32(this.slots, this.length + 1);
    this.times = growFloat64(this.times, this.length + 1, 0);
    this.values = growFloat64(this.values, this.length + 1, 0);
    const stale = new Uint8Array(this.slots.length);
    stale.set(this.stale);
    this.stale = stale;
  }
}
