import type { Prisma } from '@/lib/db/client';
import type { SeriesPage } from '../chunkenc/seriesPage';
import type { TierPage } from '../chunkenc/tierPage';
import type { Lease } from '../postgres/lease';
import type { SealedWindow } from '../postgres/sealedPages';
import { type StoreTables, storeTables } from '../postgres/tables';
import { type OnDamage, PageLoader, tablesAsSource } from '../read/pageLoader';
import type { WindowKey } from '../read/windowSet';
import { GenerationWriter } from './generationWriter';

/**
 * What jobs may use: the tables, reading that reports damage, and writing of generations. All of it rejects as Prisma does
 * when Postgres cannot be reached; writes reject with AnotherCollectorError when another collector took over.
 */
export class PageAccess {
  readonly tables: StoreTables;
  /** Without a cache: a job reads each page once. */
  private readonly loader: PageLoader;

  /** @param onDamage told of each page that cannot be read; what reads pages leaves it out */
  constructor(
    readonly prisma: Prisma,
    readonly lease: Lease,
    readonly onDamage: OnDamage,
  ) {
    this.tables = storeTables(prisma, lease);
    this.loader = new PageLoader(tablesAsSource(this.tables), 0);
  }

  /** Fresh pages by id, without those that are damaged. Ask for a few dozen at a time: each has some 64 kB. */
  freshPages(ids: readonly number[]): Promise<Map<number, SeriesPage>> {
    return this.loader.storedFreshPages(ids, this.onDamage);
  }

  /** Series pages of a window by their number in its directory, without those that are damaged; a few dozen at a time. */
  seriesPages(window: SealedWindow, numbers: readonly number[]): Promise<Map<number, SeriesPage>> {
    return this.loader.sealedPages(window, numbers, this.onDamage);
  }

  /** Pages of a downsampled tier's window by their number in its directory, as seriesPages. */
  tierPages(window: SealedWindow, numbers: readonly number[]): Promise<Map<number, TierPage>> {
    return this.loader.tierPages(window, numbers, this.onDamage);
  }

  /** All timestamp columns of a window by their number. Undefined when one of the pages is damaged. */
  columns(window: SealedWindow): Promise<readonly Float64Array[] | undefined> {
    return this.loader.columns(window, this.onDamage);
  }

  /** Begins a new generation of a window. What an earlier attempt left unpublished is removed. */
  startGeneration(key: WindowKey): Promise<GenerationWriter> {
    return GenerationWriter.start(this.tables, key);
  }
}
