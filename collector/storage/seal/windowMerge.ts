import { CorruptPageError } from '../chunkenc/corruptPageError';
import type { SeriesPage } from '../chunkenc/seriesPage';
import { findPart, type Members } from '../postgres/directory';
import { type Piece, pieceOfPage } from '../read/pieces';
import type { GenerationWriter } from '../worker/generationWriter';
import type { JobProgress } from '../worker/job';
import { ColumnNumbers, type TimestampPage } from './columnNumbers';
import { type EarlierGeneration, isBefore } from './earlierGeneration';
import type { FreshSource } from './freshSource';
import { mergeMembers } from './mergeMembers';
import { PageMerger } from './pageMerger';
import type { SeriesOrder } from './seriesOrder';

/** Where the samples of the series come from, in order of their positions. */
export type SeriesSource = Pick<FreshSource, 'to' | 'next' | 'pieces'>;

export interface WindowMergeOptions {
  /** The series of the fresh pages, and their samples. */
  readonly series: SeriesOrder;
  readonly fresh: SeriesSource;
  /** Undefined when the window is sealed for the first time. */
  readonly earlier: EarlierGeneration | undefined;
  readonly writer: GenerationWriter;
  readonly progress: JobProgress;
  /** Series pages are cut at this size. */
  readonly pageBytes: number;
}

/** Series `[from, to)` of the order, which belong to page `number` of the earlier generation; −1: there is none. */
interface Group {
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Merges fresh pages with the earlier generation of their window. Pages of that generation to which nothing is added are
 * named again where they lie, unless those are the smaller part: then all is written anew, and columns that nobody uses
 * any more are gone.
 */
export class WindowMerge {
  private readonly columns = new ColumnNumbers();
  private readonly merger: PageMerger;
  private metricIndex = 0;
  private readonly lastMs: Float64Array;
  private readonly groups: readonly Group[];
  private readonly anew: boolean;
  private replacedBytes = 0;
  private minTimeMs: number;
  private maxTimeMs: number;
  private samples: number;

  constructor(private readonly options: WindowMergeOptions) {
    const { series, earlier } = options;
    this.merger = new PageMerger(this.columns, options.pageBytes);
    this.lastMs = new Float64Array(series.refs.length).fill(-Infinity);
    this.groups = groupByPage(series, earlier);
    this.anew = earlier === undefined || earlier.hasDeleted || this.groups.length > earlier.pages / 2;
    this.minTimeMs = earlier?.directory.minTimeMs ?? Infinity;
    this.maxTimeMs = earlier?.directory.maxTimeMs ?? -Infinity;
    this.samples = earlier?.window.samples ?? 0;
  }

  /** Writes all pages. Rejects with UnreadableWindowError. */
  async run() {
    const { earlier, writer, series, progress } = this.options;
    if (earlier && !this.anew) {
      for (const column of earlier.columns) this.columns.keep(column);
      writer.keepTimestamps(earlier.directory);
    }
    let next = 0;
    for (const group of this.groups) {
      for (; next < group.number; next++) await this.takeOver(next);
      await this.merge(group);
      next = group.number + 1;
      progress.report(group.to, series.refs.length);
    }
    for (; next < (earlier?.pages ?? 0); next++) await this.takeOver(next);
    await this.writePages(true);
    await this.writeTimestamps(this.columns.takeAll());
    if (earlier && !this.anew) writer.keepBytes(earlier.directory.bytes - this.replacedBytes);
    this.merger.forget();
    const { minTimeMs, maxTimeMs } = this;
    const samples = this.samples - (earlier?.removed ?? 0);
    return { minTimeMs, maxTimeMs, samples, members: this.members(), conflicts: this.merger.conflicts };
  }

  /** A page of the earlier generation that nothing is added to. */
  private async takeOver(number: number): Promise<void> {
    const { earlier, writer } = this.options;
    if (earlier === undefined) throw new Error('BUG: there is no earlier generation');
    if (this.anew) return this.merge({ number, from: 0, to: 0 });
    await this.writePages(true);
    writer.keepSeriesPage(earlier.directory, number);
    for (const { metric, ref } of earlier.metricsIn(number)) this.merger.pass(metric, ref);
  }

  private async merge({ number, from, to }: Group): Promise<void> {
    const { earlier, series, progress } = this.options;
    let position = from;
    if (earlier && number >= 0) {
      const page = await earlier.page(number);
      this.replacedBytes += page.bytes.length;
      for (const { metric, ref, entry } of earlier.seriesOf(number, page)) {
        while (position < to && this.comesBefore(position, metric, ref)) await this.addFresh(position++, []);
        if (position < to && series.refs[position] === ref) {
          await this.addFresh(position++, this.piecesOf(page, entry));
          continue;
        }
        this.merger.copy(metric, ref, page, entry, this.columnNumber(page.columnOf[entry] as number));
        await progress.turn();
      }
    }
    while (position < to) await this.addFresh(position++, []);
    await this.writePages(!this.anew);
  }

  private comesBefore(position: number, metric: string, ref: number): boolean {
    return isBefore(this.metricOf(position), this.options.series.refs[position] as number, metric, ref);
  }

  /** Positions come in ascending order. */
  private metricOf(position: number): string {
    const { metrics, starts } = this.options.series;
    while ((starts[this.metricIndex + 1] as number) <= position) this.metricIndex++;
    return metrics[this.metricIndex] as string;
  }

  /** A series with new samples, after those it has already. */
  private async addFresh(position: number, earlier: Piece[]): Promise<void> {
    const { fresh, series, progress } = this.options;
    if (position >= fresh.to) {
      this.merger.forget();
      await fresh.next();
    }
    const before = earlier.reduce((sum, piece) => sum + piece.count, 0);
    const pieces = [...earlier, ...fresh.pieces(position)];
    const added = this.merger.add(this.metricOf(position), series.refs[position] as number, pieces);
    if (added) {
      this.lastMs[position] = added.lastMs;
      this.samples += added.samples - before;
      this.minTimeMs = Math.min(this.minTimeMs, added.firstMs);
      this.maxTimeMs = Math.max(this.maxTimeMs, added.lastMs);
    }
    const pause = progress.turn();
    if (pause) await pause;
    if (this.merger.hasFull) await this.writePages(false);
  }

  private piecesOf(page: SeriesPage, entry: number): Piece[] {
    const times = this.options.earlier?.columns[page.columnOf[entry] as number] ?? new Float64Array(0);
    const piece = pieceOfPage(page, entry, times, -Infinity, Infinity);
    return piece ? [piece] : [];
  }

  private columnNumber(earlier: number): number {
    if (!this.anew) return earlier;
    const column = this.options.earlier?.columns[earlier];
    if (column === undefined) throw new CorruptPageError(`there is no timestamp column ${earlier}`);
    return this.columns.of(column);
  }

  private async writePages(all: boolean): Promise<void> {
    for (const { data, firstMetric, firstRef } of all ? this.merger.takeAll() : this.merger.takeFull()) {
      await this.options.writer.addSeriesPage(data, firstMetric, firstRef);
    }
    await this.writeTimestamps(this.columns.takeFull());
  }

  private async writeTimestamps(pages: readonly TimestampPage[]): Promise<void> {
    for (const { data, firstColumn } of pages) await this.options.writer.addTimestampPage(data, firstColumn);
  }

  private members(): Members {
    const { series, earlier } = this.options;
    const { metrics, metricRefs } = this.merger.metricStarts;
    return { ...mergeMembers(earlier?.remaining, series.refs, this.lastMs), metrics, metricRefs };
  }
}

/** Pages of the earlier generation that get new series or samples, in order. */
function groupByPage({ metrics, starts, refs }: SeriesOrder, earlier: EarlierGeneration | undefined): Group[] {
  const groups: Group[] = [];
  if (earlier === undefined || earlier.pages === 0) return [{ number: -1, from: 0, to: refs.length }];
  let number = -1;
  let from = 0;
  for (const [i, metric] of metrics.entries()) {
    for (let position = starts[i] as number; position < (starts[i + 1] as number); position++) {
      // What comes before the first page goes there too.
      const found = Math.max(0, findPart(earlier.directory, metric, refs[position] as number));
      if (found !== number && position > from) groups.push({ number, from, to: position });
      if (found !== number) from = position;
      number = found;
    }
  }
  if (refs.length > from) groups.push({ number, from, to: refs.length });
  return groups;
}
