import { growUint32 } from './growable';
import { RunPool } from './runPool';

/** A list is cleaned up when this share of it is gone, so that removal costs a constant on average. */
const GONE_SHARE = 0.25;
const EMPTY = new Uint32Array(0);

/**
 * For each label pair, the refs of the series that have it, ascending: refs ascend in order of creation, so a list only grows
 * at its end. Removed refs stay in the list until it is cleaned up; who reads one skips refs that are not in memory. A pair
 * of one series keeps its ref without a list.
 */
export class PairPostings {
  private readonly pool = new RunPool();
  /** By pair: the ref itself when `lengths` is 1, else where the list begins. */
  private starts = new Uint32Array(64);
  private lengths = new Uint32Array(64);
  /** Refs of the list that are gone. */
  private gone = new Uint32Array(64);

  /** @param isKnown whether the series of a ref is in memory */
  constructor(private readonly isKnown: (ref: number) => boolean) {}

  get bytes(): number {
    return this.pool.reservedBytes + this.starts.byteLength * 3;
  }

  /** How many series have the pair. */
  count(pair: number): number {
    return (this.lengths[pair] ?? 0) - (this.gone[pair] ?? 0);
  }

  /** Adds a ref, which is mostly higher than those that are there. */
  add(pair: number, ref: number): void {
    this.starts = growUint32(this.starts, pair + 1);
    this.lengths = growUint32(this.lengths, pair + 1);
    this.gone = growUint32(this.gone, pair + 1);
    const length = this.lengths[pair] as number;
    this.lengths[pair] = length + 1;
    if (length === 0) {
      this.starts[pair] = ref;
      return;
    }
    const start = this.roomFor(pair, length + 1);
    const { words } = this.pool;
    let at = start + length;
    // At start series come in any order.
    for (; at > start && (words[at - 1] as number) > ref; at--) words[at] = words[at - 1] as number;
    words[at] = ref;
  }

  /** Takes out one ref, which is not known any more. */
  remove(pair: number): void {
    const gone = (this.gone[pair] as number) + 1;
    this.gone[pair] = gone;
    const length = this.lengths[pair] as number;
    if (gone > length * GONE_SHARE) this.cleanUp(pair, length);
  }

  /** Refs with this pair, ascending, some perhaps not known any more. Valid until the next `add` or `remove`. */
  refs(pair: number): Uint32Array {
    const length = pair < 0 ? 0 : (this.lengths[pair] ?? 0);
    if (length === 0) return EMPTY;
    const start = this.starts[pair] as number;
    return length === 1 ? Uint32Array.of(start) : this.pool.words.subarray(start, start + length);
  }

  /** Where the pair's list is, with room for `length` refs. */
  private roomFor(pair: number, length: number): number {
    const start = this.starts[pair] as number;
    const before = length === 2 ? 0 : capacityOf(length - 1);
    const capacity = capacityOf(length);
    if (capacity === before) return start;
    const moved = this.pool.allocate(capacity);
    this.starts[pair] = moved;
    if (before === 0) {
      this.pool.words[moved] = start;
    } else {
      this.pool.words.copyWithin(moved, start, start + length - 1);
      this.pool.free(start, before);
    }
    return moved;
  }

  private cleanUp(pair: number, length: number): void {
    this.gone[pair] = 0;
    if (length === 1) {
      this.lengths[pair] = 0;
      return;
    }
    const start = this.starts[pair] as number;
    const kept = this.pool.words.subarray(start, start + length).filter(this.isKnown);
    this.pool.free(start, capacityOf(length));
    this.lengths[pair] = kept.length;
    if (kept.length > 1) {
      const moved = this.pool.allocate(capacityOf(kept.length));
      this.pool.words.set(kept, moved);
      this.starts[pair] = moved;
    } else {
      this.starts[pair] = kept[0] ?? 0;
    }
  }
}

/** Room of a list of `length` refs: a quarter as much again at most, so that growing is amortised. */
function capacityOf(length: number): number {
  if (length <= 4) return length <= 2 ? 2 : 4;
  const step = 1 << (29 - Math.clz32(length));
  return Math.ceil(length / step) * step;
}
