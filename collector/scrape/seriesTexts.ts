import { randomInt } from 'node:crypto';

/** `find` answers so when the text is new. */
export const NOT_FOUND = -1;

/** Entries that columns beside the table hold at first; they grow by `capacity`. */
export const FIRST_CAPACITY = 64;

const NO_BODY = new Uint8Array(0);

/**
 * A table of byte strings with numbers 0, 1, 2, … in the order they were added. The strings lie in one arena and are
 * looked up by hash through typed arrays, so that an entry costs no object. Texts are given as byte ranges of the
 * body that was set last.
 */
export class SeriesTexts {
  #arena = new Uint8Array(FIRST_CAPACITY * 64);
  #arenaView = viewOf(this.#arena);
  #arenaUsed = 0;
  #body: Uint8Array = NO_BODY;
  #bodyView = viewOf(NO_BODY);

  #count = 0;
  #starts = new Int32Array(FIRST_CAPACITY);
  #lengths = new Int32Array(FIRST_CAPACITY);
  #hashes = new Int32Array(FIRST_CAPACITY);
  #nextInBucket = new Int32Array(FIRST_CAPACITY);
  /** First entry of each hash bucket plus one; 0 is empty. A power of two long. */
  #buckets = new Int32Array(FIRST_CAPACITY * 2);

  get count(): number {
    return this.#count;
  }

  /** Entries that fit before the columns grow to twice as many. */
  get capacity(): number {
    return this.#starts.length;
  }

  /** The body must not change until it is released. */
  setBody(body: Uint8Array): void {
    this.#body = body;
    this.#bodyView = viewOf(body);
  }

  releaseBody(): void {
    this.setBody(NO_BODY);
  }

  /** The entry of the text in bytes `[start, end)` of the body, or NOT_FOUND. */
  find(start: number, end: number): number {
    const hash = hashBytes(this.#body, start, end);
    let entry = (this.#buckets[hash & (this.#buckets.length - 1)] as number) - 1;
    while (entry >= 0) {
      if (this.#hashes[entry] === hash && this.equals(entry, start, end)) return entry;
      entry = (this.#nextInBucket[entry] as number) - 1;
    }
    return NOT_FOUND;
  }

  /** Adds a text that `find` did not know. */
  add(start: number, end: number): number {
    if (this.#count === this.#starts.length) this.#grow();
    const entry = this.#count++;
    const length = end - start;
    this.#reserveArena(length);
    this.#arena.set(this.#body.subarray(start, end), this.#arenaUsed);
    this.#starts[entry] = this.#arenaUsed;
    this.#lengths[entry] = length;
    this.#arenaUsed += length;
    this.#hashes[entry] = hashBytes(this.#body, start, end);
    this.#link(entry);
    return entry;
  }

  /** Eight bytes at a time: measured at 63 ns for 110 bytes, against 303 byte by byte and 147 by Buffer.compare. */
  equals(entry: number, start: number, end: number): boolean {
    const length = this.#lengths[entry] as number;
    if (length !== end - start) return false;
    const arena = this.#arenaView;
    const body = this.#bodyView;
    const offset = this.#starts[entry] as number;
    let i = 0;
    for (; i + 8 <= length; i += 8) {
      const low = arena.getInt32(offset + i) ^ body.getInt32(start + i);
      if ((low | (arena.getInt32(offset + i + 4) ^ body.getInt32(start + i + 4))) !== 0) return false;
    }
    for (; i < length; i++) if (arena.getUint8(offset + i) !== body.getUint8(start + i)) return false;
    return true;
  }

  /**
   * Forgets the entries that `isKept` refuses and numbers the others anew, in the same order. `onMove` is called for
   * each kept entry in rising order with its old and new number, so that columns beside the table can follow.
   */
  retain(isKept: (entry: number) => boolean, onMove: (from: number, to: number) => void): void {
    let kept = 0;
    let used = 0;
    for (let entry = 0; entry < this.#count; entry++) {
      if (!isKept(entry)) continue;
      const start = this.#starts[entry] as number;
      const length = this.#lengths[entry] as number;
      // Never overtakes unread data, because both only move down.
      this.#arena.copyWithin(used, start, start + length);
      this.#starts[kept] = used;
      this.#lengths[kept] = length;
      this.#hashes[kept] = this.#hashes[entry] as number;
      onMove(entry, kept);
      used += length;
      kept++;
    }
    this.#count = kept;
    this.#arenaUsed = used;
    this.#relinkAll();
  }

  #link(entry: number): void {
    const bucket = (this.#hashes[entry] as number) & (this.#buckets.length - 1);
    this.#nextInBucket[entry] = this.#buckets[bucket] as number;
    this.#buckets[bucket] = entry + 1;
  }

  #relinkAll(): void {
    this.#buckets = new Int32Array(this.#starts.length * 2);
    for (let entry = 0; entry < this.#count; entry++) this.#link(entry);
  }

  #grow(): void {
    this.#starts = grow(this.#starts, Int32Array);
    this.#lengths = grow(this.#lengths, Int32Array);
    this.#hashes = grow(this.#hashes, Int32Array);
    this.#nextInBucket = grow(this.#nextInBucket, Int32Array);
    this.#relinkAll();
  }

  #reserveArena(length: number): void {
    let capacity = this.#arena.length;
    while (capacity < this.#arenaUsed + length) capacity *= 2;
    if (capacity === this.#arena.length) return;
    const larger = new Uint8Array(capacity);
    larger.set(this.#arena.subarray(0, this.#arenaUsed));
    this.#arena = larger;
    this.#arenaView = viewOf(larger);
  }
}

/** Differs from process to process, so that a target cannot prepare texts that all fall into one bucket. */
const HASH_SEED = randomInt(2 ** 32);

/** FNV-1a, 32 bits. */
function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_SEED | 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

interface Growable<T> {
  new (length: number): T;
}

/** A copy of a column with room for twice as many entries. */
export function grow<T extends Int32Array | Uint8Array | Float64Array>(column: T, make: Growable<T>): T {
  const larger = new make(column.length * 2);
  larger.set(column);
  return larger;
}
