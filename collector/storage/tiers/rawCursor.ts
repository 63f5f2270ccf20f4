import { CorruptPageError } from '../chunkenc/corruptPageError';
import type { SeriesPage } from '../chunkenc/seriesPage';
import { MetricWalk, readMembers } from '../postgres/directory';
import type { SealedWindow } from '../postgres/sealedPages';
import { type Piece, pieceOfPage } from '../read/pieces';
import { windowKeyName } from '../read/windowSet';
import type { PageAccess } from '../worker/pageAccess';
import { PageCursor } from './pageCursor';

/** A window that a tier is to be built from lacks something without which none of its series can be read. */
export class UnreadableSourceError extends Error {
  readonly code = 'unreadable_source';
}

/** Goes through the series of a raw window. */
export class RawCursor extends PageCursor<SeriesPage> {
  private series: IterableIterator<[number, number]> = [][Symbol.iterator]();

  private constructor(
    private readonly access: PageAccess,
    window: SealedWindow,
    private readonly columns: readonly Float64Array[],
    private readonly walk: MetricWalk,
  ) {
    super(window);
  }

  /** At the first series. Rejects with UnreadableSourceError. */
  static async open(access: PageAccess, window: SealedWindow): Promise<RawCursor> {
    const walk = await metricsOf(access, window);
    const columns = await access.columns(window);
    if (columns === undefined)
      throw new UnreadableSourceError(`the timestamps of ${windowKeyName(window)} are damaged`);
    const cursor = new RawCursor(access, window, columns, walk);
    await cursor.next();
    return cursor;
  }

  /** The samples of the present series. Throws CorruptPageError. */
  piece(): Piece | undefined {
    if (this.page === undefined) return undefined;
    const column = this.page.columnOf[this.entry] as number;
    const times = this.columns[column];
    if (times === undefined) throw new CorruptPageError(`timestamp column ${column} of ${this.columns.length}`);
    return pieceOfPage(this.page, this.entry, times, -Infinity, Infinity);
  }

  protected read(numbers: readonly number[]): Promise<ReadonlyMap<number, SeriesPage>> {
    return this.access.seriesPages(this.window, numbers);
  }

  protected enter(page: SeriesPage, number: number): void {
    this.series = page.entryOf.entries();
    this.walk.enterPage(this.window.directory.firstMetrics[number] as string);
  }

  protected take(): boolean {
    const next = this.series.next();
    if (next.done) return false;
    [this.ref, this.entry] = next.value;
    this.metric = this.walk.next(this.ref);
    return true;
  }
}

async function metricsOf(access: PageAccess, window: SealedWindow): Promise<MetricWalk> {
  const name = windowKeyName(window);
  const bytes = await access.tables.sealed.readMembers(window);
  if (bytes === undefined) throw new UnreadableSourceError(`the row of ${name} is gone`);
  try {
    const { metrics, metricRefs } = readMembers(bytes);
    if (metrics === undefined) throw new UnreadableSourceError(`${name} has no list of its metrics`);
    return new MetricWalk({ metrics, metricRefs });
  } catch (cause) {
    if (!(cause instanceof CorruptPageError)) throw cause;
    throw new UnreadableSourceError(`the list of series of ${name} is damaged: ${cause.message}`, { cause });
  }
}
