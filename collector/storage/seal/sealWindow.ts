/** Merges a window's fresh pages, and its earlier generation if it has one, into sealed pages in order (metric, ref). */
import type { ByteWriter } from '../chunkenc/byteWriter';
import { PageKind, sealPage, startPage } from '../chunkenc/page';
import { type Presence, presenceOf } from '../chunkenc/presence';
import { type SeriesPage, SeriesPageBuilder } from '../chunkenc/seriesPage';
import { encodeTimestamps } from '../chunkenc/timestamps';
import type { Members } from '../postgres/directory';
import type { SealedPart } from '../postgres/sealedPages';
import { type Columns, type Piece, PieceJoiner, pieceOfPage } from '../read/pieces';
import { ColumnSet } from './columnSet';
import { EntryLists } from './entryLists';

/** Pages are cut at this size. */
const PAGE_BYTES = 96 * 1024;
const TIMESTAMP_PAGE_BYTES = 96 * 1024;
const TURN_MS = 8;

/** Pages to merge, the earlier ones first; `columns` are the page's own or the window's. */
export interface MergeInput {
  readonly page: SeriesPage;
  readonly columns: readonly Float64Array[];
}

export interface SealedPages {
  readonly timestampPages: readonly Uint8Array<ArrayBuffer>[];
  readonly seriesPages: readonly Uint8Array<ArrayBuffer>[];
  readonly firstMetrics: readonly string[];
  readonly firstRefs: readonly number[];
  readonly minTimeMs: number;
  readonly maxTimeMs: number;
  readonly members: Members;
  readonly samples: number;
  readonly bytes: number;
}

/** @param metricOf name of a series' metric, by ref */
export async function sealWindow(
  inputs: readonly MergeInput[],
  metricOf: (ref: number) => string,
): Promise<SealedPages> {
  const entries = new EntryLists(inputs);
  const merger = new Merger(entries);
  let turnEndsMs = performance.now() + TURN_MS;
  for (const { metric, ref } of inOrder(entries.refs(), metricOf)) {
    merger.add(metric, ref);
    if (performance.now() < turnEndsMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    turnEndsMs = performance.now() + TURN_MS;
  }
  return merger.finish();
}

function inOrder(refs: Iterable<number>, metricOf: (ref: number) => string): { metric: string; ref: number }[] {
  const series = Array.from(refs, (ref) => ({ metric: metricOf(ref), ref }));
  return series.sort((a, b) => (a.metric === b.metric ? a.ref - b.ref : a.metric < b.metric ? -1 : 1));
}

class Merger {
  private readonly joiner = new PieceJoiner();
  private readonly columns = new ColumnSet();
  private readonly builder = new SeriesPageBuilder();
  private readonly seriesPages: Uint8Array<ArrayBuffer>[] = [];
  private readonly firstMetrics: string[] = [];
  private readonly firstRefs: number[] = [];
  private minTimeMs = Infinity;
  private maxTimeMs = -Infinity;
  private readonly lastMs = new Map<number, number>();
  private samples = 0;

  constructor(private readonly entries: EntryLists) {}

  add(metric: string, ref: number): void {
    const pieces = this.piecesOf(ref);
    if (pieces.length === 0) return;
    const columns = this.joiner.join(pieces);
    const { timestamps, values } = columns;
    if (this.builder.size >= PAGE_BYTES) this.cutPage();
    if (this.builder.series === 0) {
      this.firstMetrics.push(metric);
      this.firstRefs.push(ref);
    }
    const { column, presence } = this.place(pieces, columns);
    this.builder.addSeries(ref, column, presence, values, values.length);
    this.lastMs.set(ref, timestamps[timestamps.length - 1] as number);
    this.samples += values.length;
    this.minTimeMs = Math.min(this.minTimeMs, timestamps[0] as number);
    this.maxTimeMs = Math.max(this.maxTimeMs, timestamps[timestamps.length - 1] as number);
  }

  finish(): SealedPages {
    if (this.builder.series > 0) this.cutPage();
    const { seriesPages, firstMetrics, firstRefs, minTimeMs, maxTimeMs, samples } = this;
    const timestampPages = encodeColumns(this.columns.all);
    const bytes = [...timestampPages, ...seriesPages].reduce((sum, page) => sum + page.length, 0);
    const refs = Uint32Array.from(this.lastMs.keys()).sort();
    const members = { refs, lastMs: Float64Array.from(refs, (ref) => this.lastMs.get(ref) as number) };
    return { timestampPages, seriesPages, firstMetrics, firstRefs, minTimeMs, maxTimeMs, members, samples, bytes };
  }

  private piecesOf(ref: number): Piece[] {
    const pieces: Piece[] = [];
    this.entries.forEach(ref, ({ page, columns }, entry) => {
      const times = columns[page.columnOf[entry] as number] ?? new Float64Array(0);
      const piece = pieceOfPage(page, entry, times, -Infinity, Infinity);
      if (piece) pieces.push(piece);
    });
    return pieces;
  }

  /**
   * A series with gaps shares the column of those without, if it was in the same blocks; else its own times are a column.
   */
  private place(pieces: readonly Piece[], columns: Columns): { column: number; presence: Presence | undefined } {
    if (pieces.every((piece) => piece.count === piece.times.length)) {
      return { column: this.columns.add(columns.timestamps), presence: undefined };
    }
    const whole = this.joiner.wholeColumn(pieces);
    if (whole === undefined) return { column: this.columns.add(columns.timestamps), presence: undefined };
    return { column: this.columns.add(whole), presence: presenceOf(rowsIn(whole, columns.timestamps), whole.length) };
  }

  private cutPage(): void {
    this.seriesPages.push(this.builder.finish());
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

function encodeColumns(columns: readonly Float64Array[]): Uint8Array<ArrayBuffer>[] {
  const pages: Uint8Array<ArrayBuffer>[] = [];
  const body = startPage(TIMESTAMP_PAGE_BYTES);
  const start = body.length;
  let count = 0;
  const cut = () => {
    const out: ByteWriter = startPage(body.length + 16);
    out.varint(count);
    out.append(body.view().subarray(start));
    pages.push(sealPage(out, PageKind.timestamps));
    body.length = start;
    count = 0;
  };
  for (const column of columns) {
    encodeTimestamps(body, column, column.length);
    count++;
    if (body.length >= TIMESTAMP_PAGE_BYTES) cut();
  }
  if (count > 0) cut();
  return pages;
}

/** Pages as numbered parts of a generation: timestamps first. */
export function toParts(pages: SealedPages): SealedPart[] {
  return [...pages.timestampPages, ...pages.seriesPages].map((data, part) => ({ part, data }));
}
