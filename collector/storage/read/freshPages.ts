import type { ClosedPage } from '../head/closeBlocks';

/** A page of closed blocks of a window that is not sealed yet. */
export interface FreshPage extends Omit<ClosedPage, 'bytes'> {
  readonly id: number;
  /** When it was made, or found at start. */
  readonly addedMs: number;
  /** The page itself until it is stored; afterwards it is in the cache or in Postgres. */
  bytes: Uint8Array<ArrayBuffer> | undefined;
}

/** All fresh pages, and those of them that wait to be stored. Ids ascend; pages are stored in that order. */
export class FreshPages {
  private readonly pages = new Map<number, FreshPage>();
  private readonly waiting: FreshPage[] = [];
  private waitingSize = 0;
  private nextId = 1;

  get waitingBytes(): number {
    return this.waitingSize;
  }

  get count(): number {
    return this.pages.size;
  }

  all(): IterableIterator<FreshPage> {
    return this.pages.values();
  }

  get(id: number): FreshPage | undefined {
    return this.pages.get(id);
  }

  add(closed: ClosedPage, nowMs: number): FreshPage {
    const page = { ...closed, id: this.nextId++, addedMs: nowMs };
    this.pages.set(page.id, page);
    this.waiting.push(page);
    this.waitingSize += page.bytes.length;
    return page;
  }

  /** Takes in a page found in Postgres at start. */
  addStored(id: number, page: Omit<FreshPage, 'id' | 'bytes'>): void {
    this.pages.set(id, { ...page, id, bytes: undefined });
    this.nextId = Math.max(this.nextId, id + 1);
  }

  /** The next id, for something else than a page that pages are to be told older or newer than. */
  takeId(): number {
    return this.nextId++;
  }

  /** Ids below this were given out before, perhaps to pages that are sealed now. */
  reserveIds(untilId: number): void {
    this.nextId = Math.max(this.nextId, untilId + 1);
  }

  /** The oldest waiting pages, at most so many and so large together (but one at least, if there is one). */
  nextToStore(maxPages: number, maxBytes: number): FreshPage[] {
    let bytes = 0;
    let count = 0;
    for (const page of this.waiting) {
      bytes += page.bytes?.length ?? 0;
      if (count > 0 && (count === maxPages || bytes > maxBytes)) break;
      count++;
    }
    return this.waiting.slice(0, count);
  }

  markStored(stored: readonly FreshPage[]): void {
    const done = new Set(stored);
    for (const page of stored) {
      this.waitingSize -= page.bytes?.length ?? 0;
      page.bytes = undefined;
    }
    this.keepWaiting((page) => !done.has(page));
  }

  /** Gives up the oldest waiting pages until the rest fits; returns them. */
  dropOverflow(maxBytes: number): FreshPage[] {
    const dropped: FreshPage[] = [];
    for (const page of this.waiting) {
      if (this.waitingSize <= maxBytes) break;
      this.waitingSize -= page.bytes?.length ?? 0;
      this.pages.delete(page.id);
      dropped.push(page);
    }
    const gone = new Set(dropped);
    if (gone.size > 0) this.keepWaiting((page) => !gone.has(page));
    return dropped;
  }

  remove(ids: Iterable<number>): void {
    for (const id of ids) this.pages.delete(id);
  }

  /** The first log row that a page not stored yet has samples of; Infinity when all are stored. */
  get firstWaitingSequence(): number {
    return this.waiting.reduce((first, page) => Math.min(first, page.firstSequence), Infinity);
  }

  private keepWaiting(keep: (page: FreshPage) => boolean): void {
    const rest = this.waiting.filter(keep);
    this.waiting.length = 0;
    this.waiting.push(...rest);
  }
}
