import { CorruptPageError } from '../chunkenc/corruptPageError';
import { PageCache } from '../read/pageCache';
import { type ColdBlock, decodeBlock } from './block';
import { type ColdRun, type RunKey, runName } from './coldRun';
import { decodeDictionaryPage } from './dictionary';
import { decodeRunDirectory, type RunDirectory } from './runDirectory';

/** The part of the run tables that reading needs. */
export interface RunSource {
  readDirectory(run: RunKey): Promise<Uint8Array | undefined>;
  read(run: RunKey, parts: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>>;
}

/** Told of what cannot be read; the series in it are missing from the answer. */
export type OnDamage = (message: string) => void;

/** Pages asked for in one statement: about 512 kB. */
const BATCH = 16;

/** Reads runs through bounded caches. Rejects as Prisma does when Postgres cannot be reached. */
export class RunReader {
  private readonly directories: PageCache<RunDirectory>;
  private readonly dictionaryPages: DecodedPages<string[]>;
  private readonly blockPages: DecodedPages<ColdBlock>;

  constructor(
    private readonly source: RunSource,
    maxCacheBytes: number,
  ) {
    this.directories = new PageCache(maxCacheBytes / 8);
    this.dictionaryPages = new DecodedPages(source, maxCacheBytes / 2, decodeDictionaryPage, bytesOfTexts);
    this.blockPages = new DecodedPages(source, (maxCacheBytes * 3) / 8, decodeBlock, bytesOfBlock);
  }

  get cacheBytes(): number {
    return this.directories.bytes + this.dictionaryPages.cache.bytes + this.blockPages.cache.bytes;
  }

  async directory(run: ColdRun, onDamage: OnDamage): Promise<RunDirectory | undefined> {
    const name = `${run.run}`;
    const cached = this.directories.get(name);
    if (cached) return cached;
    const bytes = await this.source.readDirectory(run);
    const directory = readable(bytes, decodeRunDirectory, `the directory of ${runName(run)}`, onDamage);
    if (bytes && directory) this.directories.put(name, directory, 8 * bytes.length);
    return directory;
  }

  /** The strings of dictionary pages, by part, without pages that are damaged. */
  texts(run: ColdRun, parts: readonly number[], onDamage: OnDamage): Promise<Map<number, readonly string[]>> {
    return this.dictionaryPages.load(run, parts, onDamage);
  }

  /** Blocks by part, without those that are damaged. */
  blocks(run: ColdRun, parts: readonly number[], onDamage: OnDamage): Promise<Map<number, ColdBlock>> {
    return this.blockPages.load(run, parts, onDamage);
  }
}

/** Pages of one kind, decoded. */
class DecodedPages<T> {
  readonly cache: PageCache<T>;

  constructor(
    private readonly source: RunSource,
    maxCacheBytes: number,
    private readonly decode: (page: Uint8Array) => T,
    private readonly bytesOf: (decoded: T) => number,
  ) {
    this.cache = new PageCache(maxCacheBytes);
  }

  async load(run: ColdRun, parts: readonly number[], onDamage: OnDamage): Promise<Map<number, T>> {
    const found = new Map<number, T>();
    const missing: number[] = [];
    for (const part of parts) {
      const cached = this.cache.get(`${run.run}/${part}`);
      if (cached === undefined) missing.push(part);
      else found.set(part, cached);
    }
    for (let from = 0; from < missing.length; from += BATCH) {
      const batch = missing.slice(from, from + BATCH);
      const read = await this.source.read(run, batch);
      for (const part of batch) {
        const page = readable(read.get(part), this.decode, `page ${part} of ${runName(run)}`, onDamage);
        if (page === undefined) continue;
        found.set(part, page);
        this.cache.put(`${run.run}/${part}`, page, this.bytesOf(page));
      }
    }
    return found;
  }
}

function readable<T>(
  bytes: Uint8Array | undefined,
  decode: (page: Uint8Array) => T,
  what: string,
  onDamage: OnDamage,
): T | undefined {
  try {
    if (bytes === undefined) throw new CorruptPageError('it is not in the database');
    return decode(bytes);
  } catch (error) {
    if (!(error instanceof CorruptPageError)) throw error;
    onDamage(`cold index, ${what}: ${error.message}`);
    return undefined;
  }
}

/** About what strings take in memory. */
function bytesOfTexts(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length + 32, 0);
}

function bytesOfBlock({ count, shapes }: ColdBlock): number {
  const columns = shapes.reduce(
    (sum, { values }) => sum + values.reduce((bytes, column) => bytes + column.byteLength, 0),
    0,
  );
  return columns + count * 28;
}
