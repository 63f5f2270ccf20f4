import type { LabelPairs } from './labelPairs';
import type { PairPostings } from './pairPostings';
import type { RefTable } from './refTable';

/** Which series have a label, by symbols of its name and value. */
export class Postings {
  constructor(
    private readonly pairs: LabelPairs,
    private readonly lists: PairPostings,
    private readonly slotByRef: RefTable,
  ) {}

  /** Names of labels. */
  labelNames(): IterableIterator<number> {
    return this.pairs.labelNames();
  }

  /** Values of a label in no particular order, some perhaps of series that were dropped just now. */
  *values(name: number): IterableIterator<number> {
    for (const pair of this.pairs.ofName(name)) yield this.pairs.valueOf(pair);
  }

  /** How many series have this label. */
  count(name: number, value: number): number {
    return this.lists.count(this.pairs.find(name, value));
  }

  /** How many series have a label pair. */
  countOf(pair: number): number {
    return this.lists.count(pair);
  }

  /** Slots of the series with this label, in order of ref. The array is the caller's. */
  slots(name: number, value: number): Uint32Array {
    return this.slotsOf(this.refs(name, value));
  }

  /** Refs of the series with this label, ascending, some perhaps dropped. Valid until a series comes or goes. */
  refs(name: number, value: number): Uint32Array {
    return this.lists.refs(this.pairs.find(name, value));
  }

  /** Refs of the series with a label pair, as `refs`. */
  refsOf(pair: number): Uint32Array {
    return this.lists.refs(pair);
  }

  /** Slots of refs, without those that are not in memory any more. */
  slotsOf(refs: Uint32Array): Uint32Array {
    const slots = new Uint32Array(refs.length);
    let count = 0;
    for (let i = 0; i < refs.length; i++) {
      const slot = this.slotByRef.slotOf(refs[i] as number);
      if (slot >= 0) slots[count++] = slot;
    }
    return slots.subarray(0, count);
  }
}
