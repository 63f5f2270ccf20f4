import { CorruptPageError } from '../chunkenc/corruptPageError';
import { openPage, PageKind } from '../chunkenc/page';
import { parseSeriesPage, type SeriesPage } from '../chunkenc/seriesPage';
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

type Cached = { readonly page: SeriesPage } | { readonly columns: readonly Float64Array[] };

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
    this.keepPage(freshName(id), parseSeriesPage(bytes));
  }

  async freshPages(pages: readonly FreshPage[], onDamage: OnDamage): Promise<Map<number, SeriesPage>> {
    const inMemory = new Map(pages.flatMap((page) => (page.bytes ? [[page.id, page.bytes] as const] : [])));
    return this.load(
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
    return this.load(ids, freshName, (batch) => this.source.readFresh(batch), onDamage);
  }

  /** Series pages of a window by their number in its directory. */
  async sealedPages(
    window: SealedWindow,
    numbers: readonly number[],
    onDamage: OnDamage,
  ): Promise<Map<number, SeriesPage>> {
    const { series } = window.directory;
    // By its place: an amended window has the same pages where nothing was added.
    const name = (number: number) => `${windowKeyName(window)}#${series.generations[number]}/${series.parts[number]}`;
    const read = async (batch: readonly number[]) => {
      const pages = await this.source.readPages(window, addressesOf(series, batch));
      return new Map(batch.map((number, i) => [number, pages[i]]));
    };
    return this.load(numbers, name, read, onDamage);
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

  private async load(
    numbers: readonly number[],
    name: (number: number) => string,
    read: (numbers: readonly number[]) => Promise<ReadonlyMap<number, Uint8Array | undefined>>,
    onDamage: OnDamage,
  ): Promise<Map<number, SeriesPage>> {
    const found = new Map<number, SeriesPage>();
    const missing: number[] = [];
    for (const number of numbers) {
      const cached = this.cache.get(name(number));
      if (cached && 'page' in cached) found.set(number, cached.page);
      else missing.push(number);
    }
    for (let from = 0; from < missing.length; from += BATCH) {
      const batch = missing.slice(from, from + BATCH);
      const bytes = await read(batch);
      for (const number of batch) this.parse(number, name(number), bytes.get(number), found, onDamage);
    }
    return found;
  }

  private parse(
    number: number,
    name: string,
    bytes: Uint8Array | undefined,
    found: Map<number, SeriesPage>,
    onDamage: OnDamage,
  ): void {
    try {
      if (bytes === undefined) throw new CorruptPageError('the page is not in the database');
      const page = parseSeriesPage(bytes);
      this.keepPage(name, page);
      found.set(number, page);
    } catch (error) {
      if (!(error instanceof CorruptPageError)) throw error;
      onDamage(`page ${name}: ${error.message}`);
    }
  }

  private keepPage(name: string, page: SeriesPage): void {
    const columns = page.columns.reduce((sum, column) => sum + column.byteLength, 0);
    this.cache.put(name, { page }, page.bytes.length + columns + page.columnOf.length * ENTRY_BYTES);
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
