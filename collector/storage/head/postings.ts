import { UintList } from './growable';

/**
 * For each label name and value, the slots of the series that have it, ascending. Most values of a churning label belong to
 * one series, so a single slot is kept as a plain number.
 */
export class Postings {
  private readonly names = new Map<number, Map<number, number | UintList>>();

  /** Slots must come in ascending order. */
  add(name: number, value: number, slot: number): void {
    let values = this.names.get(name);
    if (values === undefined) {
      values = new Map();
      this.names.set(name, values);
    }
    const known = values.get(value);
    if (known === undefined) {
      values.set(value, slot);
    } else if (typeof known === 'number') {
      const list = new UintList();
      list.push(known);
      list.push(slot);
      values.set(value, list);
    } else {
      known.push(slot);
    }
  }

  /** Slots with this label, ascending; valid until the next `add`. */
  slots(name: number, value: number): Uint32Array {
    const known = this.names.get(name)?.get(value);
    if (known === undefined) return new Uint32Array(0);
    return typeof known === 'number' ? Uint32Array.of(known) : known.view();
  }

  labelNames(): IterableIterator<number> {
    return this.names.keys();
  }

  /** Distinct values of a label. */
  values(name: number): IterableIterator<number> {
    return (this.names.get(name) ?? new Map<number, never>()).keys();
  }
}
