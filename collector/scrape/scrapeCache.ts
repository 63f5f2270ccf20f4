import type { SeriesRef } from '@/collector/storage/storage';
import { FIRST_CAPACITY, grow, NOT_FOUND, SeriesTexts } from './seriesTexts';

/** An entry for a line that metric relabelling drops: known, but without a series. Real refs are positive. */
export const DROPPED_REF = 0;

/** An entry for a series that the store refused to create. */
export const REFUSED_REF = -1;

/** Entries that were in none of so many scrapes are forgotten. */
const KEEP_SCRAPES = 2;

/**
 * One target's memory of its last scrape: which series text stood on which line, and its series ref. In the steady
 * state a body repeats the order of the one before, so each line is one comparison of bytes with the text expected
 * there; no string, no hash, no object. On a miss the text is looked up by hash and the expected position moves
 * there (resynchronises), so that lines that appeared or vanished cost one lookup each.
 *
 * Use: begin(body); for each series line find() and, if NOT_FOUND, add(); then seen(); at the end succeed() or fail().
 * Entry numbers are valid until the next begin().
 */
export class ScrapeCache {
  readonly #texts = new SeriesTexts();

  // Columns by entry number, beside those of #texts.
  #positions = new Int32Array(FIRST_CAPACITY);
  #lastSeen = new Int32Array(FIRST_CAPACITY);
  #tracked = new Uint8Array(FIRST_CAPACITY);
  #refs = new Float64Array(FIRST_CAPACITY);

  // The entries of the last successful scrape and of the running one, in line order.
  #order = new Int32Array(FIRST_CAPACITY);
  #orderCount = 0;
  #nextOrder = new Int32Array(FIRST_CAPACITY);
  #nextCount = 0;

  #cursor = 0;
  /** Lines of the running scrape that did not stand where they were expected. */
  #misses = 0;
  #scrape = 0;
  /** Whether the series of #order have their newest sample from that scrape, and no staleness marker after it. */
  #live = false;
  /** Series of a cache that this one replaced, waiting to be seen or marked stale. */
  #inherited: ReadonlySet<SeriesRef> = new Set();

  get size(): number {
    return this.#texts.count;
  }

  /** Starts on the next body, which must not change until the end of its scrape. */
  begin(body: Uint8Array): void {
    this.#texts.setBody(body);
    if (this.size > FIRST_CAPACITY && this.size > 2 * this.#orderCount) this.#forgetOld();
    this.#scrape++;
    this.#cursor = 0;
    this.#misses = 0;
    this.#nextCount = 0;
  }

  /** The entry of the series text in bytes `[start, end)` of the body, or NOT_FOUND. */
  find(start: number, end: number): number {
    if (this.#cursor < this.#orderCount) {
      const expected = this.#order[this.#cursor] as number;
      if (this.#texts.equals(expected, start, end)) {
        this.#cursor++;
        return expected;
      }
    }
    this.#misses++;
    const entry = this.#texts.find(start, end);
    if (entry !== NOT_FOUND && this.#isInOrder(entry)) this.#cursor = (this.#positions[entry] as number) + 1;
    return entry;
  }

  /** Remembers a text that `find` did not know. */
  add(start: number, end: number, ref: SeriesRef): number {
    const entry = this.#texts.add(start, end);
    while (this.#refs.length < this.#texts.capacity) this.#growColumns();
    this.#refs[entry] = ref;
    this.#lastSeen[entry] = 0;
    this.#positions[entry] = -1;
    return entry;
  }

  ref(entry: number): SeriesRef {
    return this.#refs[entry] as number;
  }

  setRef(entry: number, ref: SeriesRef): void {
    this.#refs[entry] = ref;
  }

  /**
   * Notes the entry for this scrape; false when it was there before in the same body. `tracked`: a staleness marker
   * is due when the line vanishes (not so for samples with timestamps of their own).
   */
  seen(entry: number, tracked: boolean): boolean {
    if (this.#lastSeen[entry] === this.#scrape) return false;
    this.#lastSeen[entry] = this.#scrape;
    this.#tracked[entry] = tracked ? 1 : 0;
    if (this.#nextCount === this.#nextOrder.length) this.#nextOrder = grow(this.#nextOrder, Int32Array);
    this.#nextOrder[this.#nextCount++] = entry;
    return true;
  }

  /** Ends a good scrape; calls `onVanished` once for each series that the scrape before had and this one has not. */
  succeed(onVanished: (ref: SeriesRef) => void): void {
    const isSteady = this.#misses === 0 && this.#nextCount === this.#orderCount;
    if (isSteady && this.#inherited.size === 0) {
      this.#end(true);
      return;
    }
    const vanished = new Set(this.#inherited);
    this.#forEachLive((ref, entry) => {
      if (this.#lastSeen[entry] !== this.#scrape) vanished.add(ref);
    });
    [this.#order, this.#nextOrder] = [this.#nextOrder, this.#order];
    this.#orderCount = this.#nextCount;
    for (let i = 0; i < this.#orderCount; i++) this.#positions[this.#order[i] as number] = i;
    this.#end(true);
    // Two texts may mean one series (labels in another order): while one of them remains it is not stale.
    if (vanished.size > 0) this.#forEachLive((ref) => vanished.delete(ref));
    for (const ref of vanished) onVanished(ref);
  }

  /** Ends a failed scrape, or the target's life: every series that is live goes stale, once. */
  fail(onVanished: (ref: SeriesRef) => void): void {
    const live = this.#liveRefs();
    this.#end(false);
    for (const ref of live) onVanished(ref);
  }

  /** Takes over the live series of a cache with other labels, so that those that do not come back go stale. */
  inherit(older: ScrapeCache): void {
    this.#inherited = older.#liveRefs();
  }

  #end(live: boolean): void {
    this.#live = live;
    this.#inherited = new Set();
    this.#texts.releaseBody();
  }

  #liveRefs(): Set<SeriesRef> {
    const refs = new Set(this.#inherited);
    this.#forEachLive((ref) => refs.add(ref));
    return refs;
  }

  #forEachLive(visit: (ref: SeriesRef, entry: number) => void): void {
    if (!this.#live) return;
    for (let i = 0; i < this.#orderCount; i++) {
      const entry = this.#order[i] as number;
      const ref = this.#refs[entry] as number;
      if (this.#tracked[entry] === 1 && ref > DROPPED_REF) visit(ref, entry);
    }
  }

  /** Whether #positions tells the entry's place in #order; otherwise it is from an older or a failed scrape. */
  #isInOrder(entry: number): boolean {
    const position = this.#positions[entry] as number;
    return position >= 0 && position < this.#orderCount && this.#order[position] === entry;
  }

  /** Keeps the entries seen lately; numbers change, which is why only begin() does this. */
  #forgetOld(): void {
    const oldest = this.#scrape - KEEP_SCRAPES;
    const isKept = (entry: number) => (this.#lastSeen[entry] as number) > oldest || this.#isInOrder(entry);
    const renumbered = new Int32Array(this.size);
    this.#texts.retain(isKept, (from, to) => {
      renumbered[from] = to;
      this.#positions[to] = this.#positions[from] as number;
      this.#lastSeen[to] = this.#lastSeen[from] as number;
      this.#tracked[to] = this.#tracked[from] as number;
      this.#refs[to] = this.#refs[from] as number;
    });
    for (let i = 0; i < this.#orderCount; i++) this.#order[i] = renumbered[this.#order[i] as number] as number;
  }

  #growColumns(): void {
    this.#positions = grow(this.#positions, Int32Array);
    this.#lastSeen = grow(this.#lastSeen, Int32Array);
    this.#tracked = grow(this.#tracked, Uint8Array);
    this.#refs = grow(this.#refs, Float64Array);
  }
}
