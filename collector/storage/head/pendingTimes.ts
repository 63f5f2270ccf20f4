import { growFloat64, growUint32 } from './growable';

/**
 * The newest timestamp each series has in an appender that is not committed yet, so that a series that comes twice in one
 * scrape is noticed at once. By slot; an entry counts for the appender that wrote it only.
 */
export class PendingTimes {
  private times = new Float64Array(1024);
  private owners = new Uint32Array(1024);
  private nextOwner = 1;

  newOwner(): number {
    return this.nextOwner++;
  }

  /** -Infinity when this appender has no sample of the series. */
  get(owner: number, slot: number): number {
    return this.owners[slot] === owner ? (this.times[slot] as number) : -Infinity;
  }

  set(owner: number, slot: number, timestampMs: number): void {
    if (slot >= this.times.length) {
      this.times = growFloat64(this.times, slot + 1, 0);
      this.owners = growUint32(this.owners, slot + 1);
    }
    this.owners[slot] = owner;
    this.times[slot] = timestampMs;
  }
}
