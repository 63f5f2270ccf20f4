import { BLOCK_SERIES, type ColdSeriesRow, encodeBlock } from './block';
import type { ColdPart } from './coldRun';
import { DictionaryBuilder } from './dictionary';
import type { BlockSummary, RunDirectory } from './runDirectory';

/** Pages handed over together: about 1 MB. */
const BATCH_PARTS = 32;

/** What was written, for the run's row. */
export interface WrittenRun {
  readonly directory: RunDirectory;
  readonly series: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Cuts a run into pages: first `text` for each string in order, then `series` for each series in order, then `finish`. */
export class RunWriter {
  private readonly dictionary = new DictionaryBuilder();
  private readonly blocks: BlockSummary[] = [];
  private rows: ColdSeriesRow[] = [];
  private parts: ColdPart[] = [];
  private nextPart = 0;
  private count = 0;

  /** @param insert stores pages; whoever reads them needs the directory, so nobody does before `finish` */
  constructor(private readonly insert: (parts: readonly ColdPart[]) => Promise<void>) {}

  /** Wait for the promise when there is one. */
  text(text: string): Promise<void> | undefined {
    return this.push(this.dictionary.add(text));
  }

  /** Wait for the promise when there is one. */
  series(row: ColdSeriesRow): Promise<void> | undefined {
    this.rows.push(row);
    this.count++;
    return this.rows.length === BLOCK_SERIES ? this.endBlock() : undefined;
  }

  async finish(): Promise<WrittenRun> {
    await this.endBlock();
    if (this.parts.length > 0) await this.insert(this.parts);
    const { blocks, count } = this;
    return {
      directory: { dictionary: this.dictionary.pages(), blocks },
      series: count,
      firstMs: 1000 * blocks.reduce((least, block) => Math.min(least, block.firstSec), Infinity),
      lastMs: 1000 * blocks.reduce((greatest, block) => Math.max(greatest, block.lastSec), -Infinity),
    };
  }

  private async endBlock(): Promise<void> {
    const { rows } = this;
    const [first] = rows;
    if (first === undefined) return;
    await this.push(this.dictionary.finishPage());
    this.blocks.push({
      firstMetric: first.metric,
      firstSec: rows.reduce((least, row) => Math.min(least, row.firstSec), Infinity),
      lastSec: rows.reduce((greatest, row) => Math.max(greatest, row.lastSec), -Infinity),
    });
    this.rows = [];
    await this.push(encodeBlock(rows));
  }

  private push(data: Uint8Array<ArrayBuffer> | undefined): Promise<void> | undefined {
    if (data === undefined) return undefined;
    this.parts.push({ part: this.nextPart++, data });
    if (this.parts.length < BATCH_PARTS) return undefined;
    const { parts } = this;
    this.parts = [];
    return this.insert(parts);
  }
}
