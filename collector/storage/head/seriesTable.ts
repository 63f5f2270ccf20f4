import type { Labels } from '@/lib/labels/labels';
import { growUint32 } from './growable';
import { Symbols } from './symbols';

/**
 * The label sets of all series, without an object or a string per series: pairs of symbols one after the other in one
 * array, and an open-addressing hash table over them. A series is named by its slot, 0, 1, 2, … in order of creation.
 */
export class SeriesTable {
  readonly symbols = new Symbols();
  private pairs = new Uint32Array(1024);
  /** Pairs of slot `s` are `pairs[starts[s] .. starts[s + 1])`. */
  private starts = new Uint32Array(256);
  /** Slot + 1 by hash, 0 where free; at most two thirds full. */
  private buckets = new Uint32Array(512);
  private slots = 0;
  private wanted = new Uint32Array(32);

  get count(): number {
    return this.slots;
  }

  /** The slot of a label set, or -1. */
  find(labels: Labels): number {
    return this.internWanted(labels, false) ? this.probe(labels.length) : -1;
  }

  /** Adds a label set that `find` did not know, and returns its slot. */
  add(labels: Labels): number {
    this.internWanted(labels, true);
    const { length } = labels;
    const start = this.starts[this.slots] as number;
    this.pairs = growUint32(this.pairs, start + length);
    this.pairs.set(this.wanted.subarray(0, length), start);
    const slot = this.slots++;
    this.starts = growUint32(this.starts, this.slots + 1);
    this.starts[this.slots] = start + length;
    if (this.slots * 3 > this.buckets.length * 2) this.rehash();
    else this.place(slot, this.hash(this.wanted, 0, length));
    return slot;
  }

  labels(slot: number): Labels {
    const out: string[] = [];
    const end = this.starts[slot + 1] as number;
    for (let i = this.starts[slot] as number; i < end; i++) out.push(this.symbols.text(this.pairs[i] as number));
    return out;
  }

  /** The symbol of a label's value; 0 when the series has no such label. */
  valueOf(slot: number, name: number): number {
    const end = this.starts[slot + 1] as number;
    for (let i = this.starts[slot] as number; i < end; i += 2) {
      if (this.pairs[i] === name) return this.pairs[i + 1] as number;
    }
    return 0;
  }

  forEachPair(slot: number, visit: (name: number, value: number) => void): void {
    const end = this.starts[slot + 1] as number;
    for (let i = this.starts[slot] as number; i < end; i += 2) {
      visit(this.pairs[i] as number, this.pairs[i + 1] as number);
    }
  }

  private internWanted(labels: Labels, create: boolean): boolean {
    this.wanted = growUint32(this.wanted, labels.length);
    for (let i = 0; i < labels.length; i++) {
      const text = labels[i] as string;
      const id = create ? this.symbols.intern(text) : this.symbols.find(text);
      if (id < 0) return false;
      this.wanted[i] = id;
    }
    return true;
  }

  private probe(length: number): number {
    const mask = this.buckets.length - 1;
    for (let at = this.hash(this.wanted, 0, length) & mask; ; at = (at + 1) & mask) {
      const occupant = this.buckets[at] as number;
      if (occupant === 0) return -1;
      if (this.equalsWanted(occupant - 1, length)) return occupant - 1;
    }
  }

  private equalsWanted(slot: number, length: number): boolean {
    const start = this.starts[slot] as number;
    if ((this.starts[slot + 1] as number) - start !== length) return false;
    for (let i = 0; i < length; i++) if (this.pairs[start + i] !== this.wanted[i]) return false;
    return true;
  }

  /** Murmur-style mixing of the symbols. */
  private hash(symbols: Uint32Array, from: number, to: number): number {
    let hash = to - from;
    for (let i = from; i < to; i++) {
      hash = Math.imul(hash ^ Math.imul(symbols[i] as number, 0xcc9e2d51), 0x1b873593);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
  }

  private place(slot: number, hash: number): void {
    const mask = this.buckets.length - 1;
    let at = hash & mask;
    while (this.buckets[at] !== 0) at = (at + 1) & mask;
    this.buckets[at] = slot + 1;
  }

  private rehash(): void {
    this.buckets = new Uint32Array(this.buckets.length * 2);
    for (let slot = 0; slot < this.slots; slot++) {
      this.place(slot, this.hash(this.pairs, this.starts[slot] as number, this.starts[slot + 1] as number));
    }
  }
}
