import { growUint32 } from './growable';

/**
 * The newest sample each series has in an appender that is not committed yet, as its number in the appender's buffer, so
 * that a series that comes twice in one scrape is noticed at once. By slot; an entry counts for the appender that wrote it
 * only.
 */
export class PendingSamples {
  private numbers = new Uint32Array(1024);
  private owners = new Uint32Array(1024);
  private nextOwner = 1;

  newOwner(): number {
    return this.nextOwner++;
  }

  /** -1 when this appender has no sample of the series. */
  get(owner: number, slot: number): number {
    return this.owners[slot] === owner ? (this.numbers[slot] as number) : -1;
  }

  set(owner: number, slot: number, number: number): void {
    if (slot >= this.numbers.length) {
      this.numbers = growUint32(this.numbers, slot + 1);
      this.owners = growUint32(this.owners, slot + 1);
    }
    this.owners[slot] = owner;
    this.numbers[slot] = number;
  }
}
