import { type Presence, presenceOf } from '../chunkenc/presence';
import { type SeriesPage, SeriesPageBuilder } from '../chunkenc/seriesPage';
import { MetricStarts } from '../postgres/directory';
import { type Columns, type Piece, PieceJoiner } from '../read/pieces';
import type { ColumnNumbers } from './columnNumbers';

/** A page and its first series. */
export interface FinishedPage {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly firstMetric: string;
  readonly firstRef: number;
}

/** What one series has in the window. */
export interface SeriesSummary {
  readonly firstMs: number;
  readonly lastMs: number;
  readonly samples: number;
}

/** Puts series into pages, in order (metric, ref). */
export class PageMerger {
  private joiner = new PieceJoiner();
  private readonly builder = new SeriesPageBuilder();
  private readonly starts = new MetricStarts();
  private finished: FinishedPage[] = [];
  private first = { metric: '', ref: 0 };
  /** Samples that were left out: another one of their series had the same time and another value. */
  conflicts = 0;

  constructor(
    private readonly columns: ColumnNumbers,
    private readonly pageBytes: number,
  ) {}

  get hasFull(): boolean {
    return this.finished.length > 0;
  }

  /** Adds a series; `pieces` in the order in which the first of two samples of one time wins. Undefined without a sample. */
  add(metric: string, ref: number, pieces: Piece[]): SeriesSummary | undefined {
    if (pieces.length === 0) return undefined;
    const joined = this.joiner.join(pieces);
    const { timestamps, values } = joined;
    this.begin(metric, ref);
    const { column, presence } = this.place(pieces, joined);
    this.builder.addSeries(ref, column, presence, values, values.length);
    const firstMs = timestamps[0] as number;
    return { firstMs, lastMs: timestamps[timestamps.length - 1] as number, samples: values.length };
  }

  /** Adds a series as it is in another page of the window. `column` is its number here. */
  copy(metric: string, ref: number, page: SeriesPage, entry: number, column: number): void {
    this.begin(metric, ref);
    const chunks = page.bytes.subarray(page.chunkAt[entry], page.chunkAt[entry + 1]);
    this.builder.addEncoded(ref, column, page.presences[entry], chunks);
  }

  /** Notes a series in a page that stays where it is. */
  pass(metric: string, ref: number): void {
    this.starts.note(metric, ref);
  }

  /** The metrics that came by, and the first series of each. */
  get metricStarts(): Pick<MetricStarts, 'metrics' | 'metricRefs'> {
    return this.starts;
  }

  takeFull(): FinishedPage[] {
    const pages = this.finished;
    this.finished = [];
    return pages;
  }

  /** The page that is being filled too. */
  takeAll(): FinishedPage[] {
    if (this.builder.series > 0) this.cut();
    return this.takeFull();
  }

  /** Lets go of what is remembered of the pieces that came so far. */
  forget(): void {
    this.conflicts += this.joiner.conflicts;
    this.joiner = new PieceJoiner();
  }

  private begin(metric: string, ref: number): void {
    if (this.builder.size >= this.pageBytes) this.cut();
    if (this.builder.series === 0) this.first = { metric, ref };
    this.starts.note(metric, ref);
  }

  private cut(): void {
    this.finished.push({ data: this.builder.finish(), firstMetric: this.first.metric, firstRef: this.first.ref });
  }

  /**
   * A series with gaps shares the column of those without, if it was in the same blocks; else its own times are a column.
   */
  private place(pieces: readonly Piece[], joined: Columns): { column: number; presence: Presence | undefined } {
    const { timestamps } = joined;
    if (pieces.every((piece) => piece.count === piece.times.length)) {
      return { column: this.columns.of(timestamps), presence: undefined };
    }
    const whole = this.joiner.wholeColumn(pieces);
    if (whole === undefined) return { column: this.columns.of(timestamps), presence: undefined };
    return { column: this.columns.of(whole), presence: presenceOf(rowsIn(whole, timestamps), whole.length) };
  }
}

/** The bitmap of the rows of `column` that have one of `timestamps`, all of which are in it. */
function rowsIn(column: Float64Array, timestamps: Float64Array): Uint8Array {
  const bitmap = new Uint8Array((column.length + 7) >>> 3);
  let at = 0;
  for (let row = 0; row < column.length && at < timestamps.length; row++) {
    if (column[row] !== timestamps[at]) continue;
    bitmap[row >>> 3] = (bitmap[row >>> 3] as number) | (1 << (row & 7));
    at++;
  }
  if (at !== timestamps.length) throw new Error(`BUG: ${timestamps.length - at} timestamps are not in the column`);
  return bitmap;
}
