import { growUint32 } from './growable';

/**
 * An open-addressing hash table of small integers, which name things that the caller keeps: two typed arrays, nothing per
 * entry on the heap. Look for an id so:
 *
 *     for (let at = table.start(hash); ; at = table.next(at)) {
 *       const id = table.at(at);
 *       if (id < 0 || (table.hashOf(id) === hash && isTheOne(id))) return id;
 *     }
 */
export class IdHash {
  /** Id + 1, 0 where free; at most two thirds full. */
  private buckets = new Uint32Array(64);
  /** By id. */
  private hashes = new Uint32Array(64);
  private entries = 0;

  get count(): number {
    return this.entries;
  }

  get bytes(): number {
    return this.buckets.byteLength + this.hashes.byteLength;
  }

  start(hash: number): number {
    return hash & (this.buckets.length - 1);
  }

  next(at: number): number {
    return (at + 1) & (this.buckets.length - 1);
  }

  /** -1 where the search ends. */
  at(at: number): number {
    return (this.buckets[at] as number) - 1;
  }

  hashOf(id: number): number {
    return this.hashes[id] as number;
  }

  insert(id: number, hash: number): void {
    this.hashes = growUint32(this.hashes, id + 1);
    this.hashes[id] = hash;
    this.entries++;
    if (this.entries * 3 > this.buckets.length * 2) this.resize(this.buckets.length * 2);
    this.place(id);
  }

  /** Later entries of the same stretch move up, so that no search stops at the gap. */
  remove(id: number): void {
    const mask = this.buckets.length - 1;
    let gap = this.start(this.hashes[id] as number);
    while (this.buckets[gap] !== id + 1) gap = (gap + 1) & mask;
    this.entries--;
    for (let at = (gap + 1) & mask; this.buckets[at] !== 0; at = (at + 1) & mask) {
      const home = this.start(this.hashes[(this.buckets[at] as number) - 1] as number);
      if (((at - home) & mask) < ((at - gap) & mask)) continue;
      this.buckets[gap] = this.buckets[at] as number;
      gap = at;
    }
    this.buckets[gap] = 0;
  }

  private place(id: number): void {
    let at = this.start(this.hashes[id] as number);
    while (this.buckets[at] !== 0) at = this.next(at);
    this.buckets[at] = id + 1;
  }

  private resize(length: number): void {
    const old = this.buckets;
    this.buckets = new Uint32Array(length);
    for (const entry of old) if (entry !== 0) this.place(entry - 1);
  }
}

/** Mixes one word into a hash, as MurmurHash3 does. */
export function mixHash(hash: number, word: number): number {
  const mixed = hash ^ Math.imul(word, 0xcc9e2d51);
  return Math.imul((mixed << 13) | (mixed >>> 19), 0x1b873593);
}

export function finishHash(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
