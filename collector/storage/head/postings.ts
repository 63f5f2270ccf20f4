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

/** Slots in both lists; both ascending. Costs the shorter list times the logarithm of the longer one at most. */
export function intersectSlots(a: Uint32Array, b: Uint32Array): Uint32Array {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const out = new Uint32Array(short.length);
  let found = 0;
  let from = 0;
  for (let i = 0; i < short.length && from < long.length; i++) {
    const slot = short[i] as number;
    from = gallop(long, from, slot);
    if (long[from] === slot) out[found++] = slot;
  }
  return out.subarray(0, found);
}

/** The first index from `from` on whose slot is at least `slot`. */
function gallop(slots: Uint32Array, from: number, slot: number): number {
  let step = 1;
  let low = from;
  while (low + step < slots.length && (slots[low + step] as number) < slot) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, slots.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((slots[middle] as number) < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}
