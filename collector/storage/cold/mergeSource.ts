import { METRIC_NAME } from '@/lib/labels/labels';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { type ColdBlock, type ColdSeriesRow, decodeBlock, pairsOf, valueIn } from './block';
import { type ColdPart, type ColdRun, type RunKey, runName } from './coldRun';
import { decodeDictionaryPage } from './dictionary';
import { decodeRunDirectory, type RunDirectory } from './runDirectory';

/** The part of the run tables that merging needs. */
export interface MergeTable {
  readDirectory(run: RunKey): Promise<Uint8Array | undefined>;
  read(run: RunKey, parts: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>>;
  insert(run: RunKey, parts: readonly ColdPart[]): Promise<void>;
  publish(run: ColdRun, directory: Uint8Array<ArrayBuffer>, replaced: readonly number[]): Promise<void>;
}

/** A run that cannot be read as a whole. */
export class DamagedRunError extends Error {
  readonly code = 'damaged_run';
  constructor(
    readonly run: number,
    message: string,
    cause: unknown,
  ) {
    super(message, { cause });
  }
}

/** Pages read ahead, about 256 kB. */
const READ_PARTS = 8;

/** A run being merged: first its strings in order, then its series in order, a few pages of it in memory. */
export class MergeSource {
  /** By symbol of this run, the symbol in the merged one; filled in while its strings are merged. */
  private readonly translation: Uint32Array;
  private ahead: ReadonlyMap<number, Uint8Array> = new Map();
  private nextPart = 0;
  private texts: readonly string[] = [];
  private textAt = 0;
  private symbol = 0;
  private block: ColdBlock | undefined;
  private rowAt = 0;
  private metricLabel = -1;
  /** The string it is at; undefined after the last. */
  text: string | undefined;
  /** The series it is at, in symbols of the merged run; undefined after the last. */
  row: ColdSeriesRow | undefined;

  private constructor(
    private readonly table: MergeTable,
    private readonly run: ColdRun,
    private readonly directory: RunDirectory,
  ) {
    this.translation = new Uint32Array(directory.dictionary.symbols);
  }

  /** Opens a run at its first string. Rejects with DamagedRunError, as all methods do. */
  static async open(table: MergeTable, run: ColdRun): Promise<MergeSource> {
    const bytes = await table.readDirectory(run);
    const source = checked(run, 'the directory', () => {
      if (bytes === undefined) throw new CorruptPageError('it is not in the database');
      return new MergeSource(table, run, decodeRunDirectory(bytes));
    });
    await source.readTexts();
    return source;
  }

  /** Says which symbol its string has in the merged run, and goes on to the next one. */
  nextText(mergedSymbol: number): Promise<void> | undefined {
    if (this.text === METRIC_NAME) this.metricLabel = this.symbol;
    this.translation[this.symbol++] = mergedSymbol;
    this.text = this.texts[++this.textAt];
    return this.text === undefined ? this.readTexts() : undefined;
  }

  /** Goes on to the next series; call once after the last string to stand at the first. */
  nextRow(): Promise<void> | undefined {
    this.rowAt++;
    if (this.block === undefined || this.rowAt >= this.block.count) return this.readBlock();
    this.row = this.translate(this.block, this.rowAt);
    return undefined;
  }

  private async readTexts(): Promise<void> {
    if (this.nextPart >= this.directory.dictionary.firstTexts.length) return;
    this.texts = await this.readPage(decodeDictionaryPage);
    this.textAt = 0;
    this.text = this.texts[0];
  }

  private async readBlock(): Promise<void> {
    const { dictionary, blocks } = this.directory;
    this.row = undefined;
    if (this.nextPart >= dictionary.firstTexts.length + blocks.length) return;
    this.block = await this.readPage(decodeBlock);
    this.rowAt = 0;
    this.row = this.translate(this.block, 0);
  }

  private async readPage<T>(decode: (page: Uint8Array) => T): Promise<T> {
    const part = this.nextPart++;
    if (!this.ahead.has(part)) {
      const parts = Array.from({ length: READ_PARTS }, (_, i) => part + i);
      this.ahead = await this.table.read(this.run, parts);
    }
    return checked(this.run, `page ${part}`, () => {
      const page = this.ahead.get(part);
      if (page === undefined) throw new CorruptPageError('it is not in the database');
      return decode(page);
    });
  }

  private translate(block: ColdBlock, i: number): ColdSeriesRow {
    const { translation } = this;
    return {
      ref: block.refs[i] as number,
      firstSec: block.firstSecs[i] as number,
      lastSec: block.lastSecs[i] as number,
      metric: translation[valueIn(block, i, this.metricLabel) ?? -1] ?? 0,
      pairs: pairsOf(block, i).map((symbol) => this.translated(symbol)),
    };
  }

  private translated(symbol: number): number {
    const { translation } = this;
    if (symbol >= 0 && symbol < translation.length) return translation[symbol] as number;
    throw new DamagedRunError(
      this.run.run,
      `${runName(this.run)} names string ${symbol} of ${translation.length}`,
      undefined,
    );
  }
}

function checked<T>(run: ColdRun, what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CorruptPageError)) throw error;
    throw new DamagedRunError(run.run, `${what} of ${runName(run)}: ${error.message}`, error);
  }
}
