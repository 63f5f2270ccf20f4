import type { Labels } from '@/lib/labels/labels';
import { growUint32 } from './growable';
import { finishHash, IdHash, mixHash } from './idHash';
import { IdPool } from './idPool';
import { LabelPairs } from './labelPairs';
import { RunPool } from './runPool';
import { Symbols } from './symbols';

/**
 * The label sets of all series, without an object or a string per series: for each a run of label pairs, and a hash table
 * over them. A series is named by its slot; slots of series that were dropped are used again.
 */
export class SeriesTable {
  readonly symbols = new Symbols();
  readonly pairs = new LabelPairs(this.symbols);
  private readonly pool = new RunPool();
  private readonly slots = new IdPool();
  private readonly hash = new IdHash();
  /** Pairs of slot `s` are `pool.words[starts[s] .. starts[s] + lengths[s])`. */
  private starts = new Uint32Array(256);
  private lengths = new Uint32Array(256);
  private wanted = new Uint32Array(32);

  /** Series that can be found. */
  get count(): number {
    return this.hash.count;
  }

  /** Slots are below this. */
  get slotLimit(): number {
    return this.slots.limit;
  }

  /** Bytes of label sets, apart from their texts. */
  get bytes(): number {
    return this.pool.reservedBytes + this.hash.bytes + this.starts.byteLength * 2;
  }

  /** The slot of a label set, or -1. */
  find(labels: Labels): number {
    const { symbols, pairs, wanted } = this;
    const length = labels.length / 2;
    if (length > wanted.length) return this.growWanted(length).find(labels);
    for (let i = 0; i < length; i++) {
      const name = symbols.find(labels[2 * i] as string);
      const value = name < 0 ? -1 : symbols.find(labels[2 * i + 1] as string);
      const pair = value < 0 ? -1 : pairs.find(name, value);
      if (pair < 0) return -1;
      wanted[i] = pair;
    }
    return this.probe(length);
  }

  /** Adds a label set that `find` did not know, and returns its slot. */
  add(labels: Labels): number {
    const length = labels.length / 2;
    const start = this.pool.allocate(length);
    const { words } = this.pool;
    for (let i = 0; i < length; i++) {
      const name = this.symbols.intern(labels[2 * i] as string);
      const value = this.symbols.intern(labels[2 * i + 1] as string);
      words[start + i] = this.pairs.retain(name, value);
    }
    const slot = this.slots.take();
    this.starts = growUint32(this.starts, slot + 1);
    this.lengths = growUint32(this.lengths, slot + 1);
    this.starts[slot] = start;
    this.lengths[slot] = length;
    this.hash.insert(slot, hashOf(words, start, length));
    return slot;
  }

  /** `find` knows the series no more; its labels can be read until `reclaim`. */
  hide(slot: number): void {
    this.hash.remove(slot);
  }

  /** Lets the slot and the labels of a hidden series go to others. */
  reclaim(slot: number): void {
    const start = this.starts[slot] as number;
    const length = this.lengths[slot] as number;
    for (let i = 0; i < length; i++) this.pairs.release(this.pool.words[start + i] as number);
    this.pool.free(start, length);
    this.lengths[slot] = 0;
    this.slots.release(slot);
  }

  labels(slot: number): Labels {
    const out: string[] = [];
    this.forEachPair(slot, (name, value) => out.push(this.symbols.text(name), this.symbols.text(value)));
    return out;
  }

  /** The symbol of a label's value; 0 when the series has no such label. */
  valueOf(slot: number, name: number): number {
    const { words } = this.pool;
    const start = this.starts[slot] as number;
    const end = start + (this.lengths[slot] as number);
    for (let i = start; i < end; i++) {
      const pair = words[i] as number;
      if (this.pairs.nameOf(pair) === name) return this.pairs.valueOf(pair);
    }
    return 0;
  }

  forEachPair(slot: number, visit: (name: number, value: number, pair: number) => void): void {
    const start = this.starts[slot] as number;
    const end = start + (this.lengths[slot] as number);
    for (let i = start; i < end; i++) {
      const pair = this.pool.words[i] as number;
      visit(this.pairs.nameOf(pair), this.pairs.valueOf(pair), pair);
    }
  }

  private growWanted(length: number): this {
    this.wanted = growUint32(this.wanted, length);
    return this;
  }

  private probe(length: number): number {
    const hash = hashOf(this.wanted, 0, length);
    const table = this.hash;
    for (let at = table.start(hash); ; at = table.next(at)) {
      const slot = table.at(at);
      if (slot < 0) return -1;
      if (table.hashOf(slot) === hash && this.equalsWanted(slot, length)) return slot;
    }
  }

  private equalsWanted(slot: number, length: number): boolean {
    if (this.lengths[slot] !== length) return false;
    const { words } = this.pool;
    const start = this.starts[slot] as number;
    for (let i = 0; i < length; i++) if (words[start + i] !== this.wanted[i]) return false;
    return true;
  }
}

function hashOf(pairs: Uint32Array, from: number, length: number): number {
  let hash = length;
  for (let i = from; i < from + length; i++) hash = mixHash(hash, pairs[i] as number);
  return finishHash(hash);
}
