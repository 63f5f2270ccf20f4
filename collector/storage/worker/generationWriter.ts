import { type Directory, encodeMembers, type Members, type PageList } from '../postgres/directory';
import type { PageAddress, SealedPart, SealedWindow } from '../postgres/sealedPages';
import type { StoreTables } from '../postgres/tables';
import type { WindowKey } from '../read/windowSet';

/** Pages written in one statement: at most so many, and about so many bytes. */
const BATCH_PAGES = 64;
const BATCH_BYTES = 6 << 20;

/** What is known of a generation once all its pages are written. */
export interface GenerationSummary {
  /** 0 in a downsampled tier. */
  readonly mergedFresh: number;
  readonly samples: number;
  readonly minTimeMs: number;
  readonly maxTimeMs: number;
  readonly members: Members;
  readonly sources: Uint8Array<ArrayBuffer>;
  readonly deletionsUntil: number;
}

/** Writes one generation of a window: its pages in batches, which nobody looks at, and then the row that publishes them. */
export class GenerationWriter {
  private readonly timestamps: PageAddress[] = [];
  private readonly firstColumns: number[] = [];
  private readonly series: PageAddress[] = [];
  private readonly firstMetrics: string[] = [];
  private readonly firstRefs: number[] = [];
  private bytes = 0;
  private nextPart = 0;
  private batch: SealedPart[] = [];
  private batchBytes = 0;

  private constructor(
    private readonly tables: StoreTables,
    private readonly key: WindowKey,
    readonly generation: number,
  ) {}

  static async start(tables: StoreTables, key: WindowKey): Promise<GenerationWriter> {
    const generation = await tables.sealed.nextGeneration(key);
    // Main makes and drops partitions too.
    await tables.partitions.load();
    await tables.partitions.ensure(key);
    return new GenerationWriter(tables, key, generation);
  }

  /** The next series page, in order of (metric, ref); the two name its first series. */
  async addSeriesPage(data: Uint8Array<ArrayBuffer>, firstMetric: string, firstRef: number): Promise<void> {
    this.series.push(this.take(data));
    this.firstMetrics.push(firstMetric);
    this.firstRefs.push(firstRef);
    await this.writeFullBatch();
  }

  /** The next timestamp page and the number of its first column; numbers go on from page to page. */
  async addTimestampPage(data: Uint8Array<ArrayBuffer>, firstColumn: number): Promise<void> {
    this.timestamps.push(this.take(data));
    this.firstColumns.push(firstColumn);
    await this.writeFullBatch();
  }

  /** Names series page `number` of the earlier generation again, where it lies. `keepBytes` counts its bytes. */
  keepSeriesPage({ series, firstMetrics, firstRefs }: Directory, number: number): void {
    this.series.push(addressAt(series, number));
    this.firstMetrics.push(firstMetrics[number] as string);
    this.firstRefs.push(firstRefs[number] as number);
  }

  /** Names all timestamp pages of the earlier generation again; `keepBytes` counts their bytes. */
  keepTimestamps({ timestamps }: Directory): void {
    const { firstColumns } = timestamps;
    if (firstColumns === undefined) throw new Error('BUG: timestamp pages of an older program are named again');
    for (const [i, firstColumn] of firstColumns.entries()) {
      this.timestamps.push(addressAt(timestamps, i));
      this.firstColumns.push(firstColumn);
    }
  }

  /** Bytes of the pages that are named again. */
  keepBytes(bytes: number): void {
    this.bytes += bytes;
  }

  /** Makes the generation the one that counts, in one statement, and answers it. */
  async publish({ minTimeMs, maxTimeMs, members, ...rest }: GenerationSummary): Promise<SealedWindow> {
    await this.writeBatch();
    const { firstMetrics, firstRefs, bytes, generation } = this;
    const timestamps = { ...toPageList(this.timestamps), firstColumns: Uint32Array.from(this.firstColumns) };
    const series = toPageList(this.series);
    const directory: Directory = { timestamps, series, firstMetrics, firstRefs, minTimeMs, maxTimeMs, bytes };
    const window: SealedWindow = { ...this.key, ...rest, generation, directory };
    await this.tables.sealed.publish(window, encodeMembers(members));
    return window;
  }

  private take(data: Uint8Array<ArrayBuffer>): PageAddress {
    const part = this.nextPart++;
    this.batch.push({ part, data });
    this.batchBytes += data.length;
    this.bytes += data.length;
    return { generation: this.generation, part };
  }

  private async writeFullBatch(): Promise<void> {
    if (this.batch.length >= BATCH_PAGES || this.batchBytes >= BATCH_BYTES) await this.writeBatch();
  }

  private async writeBatch(): Promise<void> {
    const { batch } = this;
    if (batch.length === 0) return;
    this.batch = [];
    this.batchBytes = 0;
    await this.tables.sealed.insert(this.key, this.generation, batch);
  }
}

function addressAt({ generations, parts }: PageList, i: number): PageAddress {
  return { generation: generations[i] as number, part: parts[i] as number };
}

function toPageList(pages: readonly PageAddress[]): PageList {
  return {
    generations: Uint32Array.from(pages, ({ generation }) => generation),
    parts: Uint32Array.from(pages, ({ part }) => part),
  };
}
