import { UintList } from '../head/growable';
import type { MergeInput } from './sealWindow';

/** For each series, its entries in all inputs, in the order of the inputs: linked lists in typed arrays. */
export class EntryLists {
  private readonly newest = new Map<number, number>();
  private readonly inputOf = new UintList(1024);
  private readonly entryOf = new UintList(1024);
  /** Next node + 1; 0 ends the list. */
  private readonly next = new UintList(1024);

  constructor(private readonly inputs: readonly MergeInput[]) {
    // From the last to the first, since each entry is put in front of its list.
    for (let i = inputs.length - 1; i >= 0; i--) {
      for (const [ref, entry] of (inputs[i] as MergeInput).page.entryOf) {
        this.next.push((this.newest.get(ref) ?? -1) + 1);
        this.newest.set(ref, this.inputOf.length);
        this.inputOf.push(i);
        this.entryOf.push(entry);
      }
    }
  }

  /** Refs of all series, in no particular order. */
  refs(): IterableIterator<number> {
    return this.newest.keys();
  }

  forEach(ref: number, visit: (input: MergeInput, entry: number) => void): void {
    for (let node = (this.newest.get(ref) ?? -1) + 1; node > 0; node = this.next.at(node - 1)) {
      visit(this.inputs[this.inputOf.at(node - 1)] as MergeInput, this.entryOf.at(node - 1));
    }
  }
}
