import type { SealedWindow } from '../postgres/sealedPages';

/** Pages read ahead of a window. */
const READ_AHEAD = 8;

/**
 * Goes through the series of one window in order of (metric, ref), and reads each page once. Pages that cannot be read are
 * passed over.
 */
export abstract class PageCursor<P> {
  /** Of the present series, unless `done`. */
  metric = '';
  ref = 0;
  /** Where it is in `page`. */
  entry = -1;
  page: P | undefined;
  done = false;
  private number = -1;
  private readUntil = 0;
  private readonly pages = new Map<number, P>();

  constructor(readonly window: SealedWindow) {}

  protected abstract read(numbers: readonly number[]): Promise<ReadonlyMap<number, P>>;
  /** Prepares to go through a page. */
  protected abstract enter(page: P, number: number): void;
  /** Takes the next series of the page; false when there is none. */
  protected abstract take(page: P): boolean;

  /** Moves to the next series; the answer is to be waited for, if there is one. */
  next(): Promise<void> | undefined {
    return this.page !== undefined && this.take(this.page) ? undefined : this.turn();
  }

  private async turn(): Promise<void> {
    const count = this.window.directory.firstRefs.length;
    for (;;) {
      this.pages.delete(this.number);
      this.number++;
      this.page = undefined;
      if (this.number >= count) {
        this.done = true;
        return;
      }
      if (this.number >= this.readUntil) await this.readAhead(count);
      this.page = this.pages.get(this.number);
      if (this.page === undefined) continue;
      this.enter(this.page, this.number);
      if (this.take(this.page)) return;
    }
  }

  private async readAhead(count: number): Promise<void> {
    this.readUntil = Math.min(this.number + READ_AHEAD, count);
    const numbers = Array.from({ length: this.readUntil - this.number }, (_, i) => this.number + i);
    for (const [number, page] of await this.read(numbers)) this.pages.set(number, page);
  }
}

interface Position {
  readonly metric: string;
  readonly ref: number;
  readonly done: boolean;
}

/** The cursors that are at the least series of all, in the given order; none when all are done. */
export function atLeastSeries<C extends Position>(cursors: readonly C[]): C[] {
  let least: C[] = [];
  for (const cursor of cursors) {
    if (cursor.done) continue;
    const order = least[0] === undefined ? -1 : compare(cursor, least[0]);
    if (order < 0) least = [cursor];
    else if (order === 0) least.push(cursor);
  }
  return least;
}

function compare(a: Position, b: Position): number {
  if (a.metric !== b.metric) return a.metric < b.metric ? -1 : 1;
  return a.ref - b.ref;
}
