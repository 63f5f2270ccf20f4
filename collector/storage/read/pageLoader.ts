import { CorruptPageError } from '../chunkenc/corruptPageError';
import { openPage, PageKind } from '../chunkenc/page';
import { parseSeriesPage, type SeriesPage } from '../chunkenc/seriesPage';
import { parseTierPage, type TierPage } from '../chunkenc/tierPage';
import { decodeTimestamps } from '../chunkenc/timestamps';
import type { PageList } from '../postgres/directory';
import type { PageAddress, SealedWindow } from '../postgres/sealedPages';
import type { StoreTables } from '../postgres/tables';
import type { FreshPage } from './freshPages';
import { PageCache } from './pageCache';
import { type WindowKey, windowKeyName } from './windowSet';

/** Pages asked for in one statement: at most about 8 MB. */
const BATCH = 64;

/** What an entry of a page's directory costs beside the bytes. */
const ENTRY_BYTES = 64;

type Cached =
  | { readonly page: SeriesPage }
  | { readonly tierPage: TierPage }
  | { readonly columns: readonly Float64Array[] };

/** How pages of a kind are read and kept. */
interface PageFormat<P> {
  parse(bytes: Uint8Array): P;
  ofCached(cached: Cached): P | undefined;
  cached(page: P): Cached;
  bytes(page: P): number;
}

const SERIES_PAGES: PageFormat<SeriesPage> = {
  parse: parseSeriesPage,
  ofCached: (cached) => ('page' in cached ? cached.page : undefined),
  cached: (page) => ({ page }),
  bytes: ({ bytes, columns, columnOf }) =>
    columns.reduce((sum, column) => sum + column.byteLength, bytes.length + columnOf.length * ENTRY_BYTES),
};

const TIER_PAGES: PageFormat<TierPage> = {
  parse: parseTierPage,
  ofCached: (cached) => ('tierPage' in cached ? cached.tierPage : undefined),
  cached: (tierPage) => ({ tierPage }),
  bytes: ({ bytes, refs }) => bytes.length + refs.length * ENTRY_BYTES,
};

/** Told of a page that cannot be read; the samples in it are missing from the answer. */
export type OnDamage = (message: string) => void;

/** Where pages come from. Both reject as Prisma does when Postgres cannot be reached. */
export interface PageSource {
  readFresh(ids: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>>;
  /** Sealed pages in the order they are asked for; undefined where one is not there. */
  readPages(key: WindowKey, pages: readonly PageAddress[]): Promise<readonly (Uint8Array | undefined)[]>;
}

/** Reads on this thread. */
export function tablesAsSource({ fresh, sealed }: Pick<StoreTables, 'fresh' | 'sealed'>): PageSource {
  return {
    readFresh: (ids) => fresh.read(ids),
    readPages: (key, pages) => sealed.read(key, pages),
  };
}

/** Reads pages through a cache. Rejects as Prisma does when Postgres cannot be reached. */
export class PageLoader {
  readonly cache: PageCache<Cached>;

  constructor(
    private readonly source: PageSource,
    maxCacheBytes: number,
  ) {
    this.cache = new PageCache(maxCacheBytes);
  }

  /** Keeps a page that was just made, so that the newest hours need no reading back. */
  keepFresh(id: number, bytes: Uint8Array): void {
    this.keepPage(SERIES_PAGES, freshName(id), parseSeriesPage(bytes));
  }

  async freshPages(pages: readonly FreshPage[], onDamage: OnDamage): Promise<Map<number, SeriesPage>> {
    const inMemory = new Map(pages.flatMap((page) => (page.bytes ? [[page.id, page.bytes] as const] : [])));
    return this.load(
      SERIES_PAGES,
      pages.map((page) => page.id),
      freshName,
      async (ids) => {
        const missing = ids.filter((id) => !inMemory.has(id));
        const read = missing.length > 0 ? await this.source.readFresh(missing) : new Map<number, Uint8Array>();
        return new Map([...inMemory, ...read]);
      },
      onDamage,
    );
  }

  /** Fresh pages that Postgres has, by their id. */
  storedFreshPages(ids: readonly number[], onDamage: OnDamage): Promise<Map<number, SeriesPage>> {
    return this.load(SERIES_PAGES, ids, freshName, (batch) => this.source.readFresh(batch), onDamage);
  }

  /** Series pages of a window by their number in its directory. */
  sealedPages(window: SealedWindow, numbers: readonly number[], onDamage: OnDamage): Promise<Map<number, SeriesPage>> {
    return this.loadSealed(SERIES_PAGES, window, numbers, onDamage);
  }

  /** Pages of a downsampled tier's window by their number in its directory. */
  tierPages(window: SealedWindow, numbers: readonly number[], onDamage: OnDamage): Promise<Map<number, TierPage>> {
    return this.loadSealed(TIER_PAGES, window, numbers, onDamage);
  }

  private loadSealed<P>(
    format: PageFormat<P>,
    window: SealedWindow,
    numbers: readonly number[],
    onDamage: OnDamage,
  ): Promise<Map<number, P>> {
    const { series } = window.directory;
    // By its place: an amended window has the same pages where nothing was added.
    const name = (number: number) => `${windowKeyName(window)}#${series.generations[number]}/${series.parts[number]}`;
    const read = async (batch: readonly number[]) => {
      const pages = await this.source.readPages(window, addressesOf(series, batch));
      return new Map(batch.map((number, i) => [number, pages[i]]));
    };
    return this.load(format, numbers, name, read, onDamage);
  }

  /** All timestamp columns of a window, by column number. Undefined when they are damaged. */
  async columns(window: SealedWindow, onDamage: OnDamage): Promise<readonly Float64Array[] | undefined> {
    const name = `${windowKeyName(window)}#${window.generation}/timestamps`;
    const cached = this.cache.get(name);
    if (cached && 'columns' in cached) return cached.columns;
    const { timestamps } = window.directory;
    const columns: Float64Array[] = [];
    const pages = await this.source.readPages(window, addressesOf(timestamps, timestamps.parts.keys()));
    try {
      for (const page of pages) readColumns(page, columns);
    } catch (error) {
      if (!(error instanceof CorruptPageError)) throw error;
      onDamage(`timestamps of ${name}: ${error.message}`);
      return undefined;
    }
    this.cache.put(
      name,
      { columns },
      columns.reduce((sum, column) => sum + column.byteLength, 256),
    );
    return columns;
  }

  forgetFresh(ids: Iterable<number>): void {
    for (const id of ids) this.cache.remove(freshName(id));
  }

  private async load<P>(
    format: PageFormat<P>,
    numbers: readonly number[],
    name: (number: number) => string,
    read: (numbers: readonly number[]) => Promise<ReadonlyMap<number, Uint8Array | undefined>>,
    onDamage: OnDamage,
  ): Promise<Map<number, P>> {
    const found = new Map<number, P>();
    const missing: number[] = [];
    for (const number of numbers) {
      const cached = this.cache.get(name(number));
      const page = cached && format.ofCached(cached);
      if (page !== undefined) found.set(number, page);
      else missing.push(number);
    }
    for (let from = 0; from < missing.length; from += BATCH) {
      const batch = missing.slice(from, from + BATCH);
      const bytes = await read(batch);
      for (const number of batch) {
        const page = this.parse(format, name(number), bytes.get(number), onDamage);
        if (page !== undefined) found.set(number, page);
      }
    }
    return found;
  }

  private parse<P>(
    format: PageFormat<P>,
    name: string,
    bytes: Uint8Array | undefined,
    onDamage: OnDamage,
  ): P | undefined {
    try {
      if (bytes === undefined) throw new CorruptPageError('the page is not in the database');
      const page = format.parse(bytes);
      this.keepPage(format, name, page);
      return page;
    } catch (error) {
      if (!(error instanceof CorruptPageError)) throw error;
      onDamage(`page ${name}: ${error.message}`);
      return undefined;
    }
  }

  private keepPage<P>(format: PageFormat<P>, name: string, page: P): void {
    this.cache.put(name, format.cached(page), format.bytes(page));
  }
}

function readColumns(bytes: Uint8Array | undefined, columns: Float64Array[]): void {
  if (bytes === undefined) throw new CorruptPageError('the page is not in the database');
  const reader = openPage(bytes, PageKind.timestamps);
  for (let left = reader.count(bytes.length, 'columns'); left > 0; left--) columns.push(decodeTimestamps(reader));
}

function freshName(id: number): string {
  return `fresh/${id}`;
}

function addressesOf({ generations, parts }: PageList, numbers: Iterable<number>): PageAddress[] {
  return Array.from(numbers, (i) => ({ generation: generations[i] as number, part: parts[i] as number }));
}
