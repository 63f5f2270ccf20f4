/**
 * A page of series: timestamp columns (its own, or numbers of the window's shared ones), a directory of series, and their
 * chunks. Fresh pages carry their columns; sealed pages name columns of the window. FORMAT.md draws the layout.
 */
import { ByteReader } from './byteReader';
import { ByteWriter } from './byteWriter';
import { CorruptPageError } from './corruptPageError';
import { openPage, PageKind, sealPage, startPage } from './page';
import { decodePresence, encodePresence, type Presence } from './presence';
import { CHUNK_ROWS, decodeTimestamps, encodeTimestamps, MAX_ROWS } from './timestamps';
import { decodeValues, encodeValues } from './values';

/** Collects series for one page. Columns are numbered in the order they are added, from 0. */
export class SeriesPageBuilder {
  private readonly columns = new ByteWriter(1024);
  private readonly entries = new ByteWriter(4096);
  private readonly chunks = new ByteWriter(1 << 16);
  private columnCount = 0;
  private seriesCount = 0;
  private previousRef = 0;

  /** Bytes the page would have, about. */
  get size(): number {
    return this.columns.length + this.entries.length + this.chunks.length;
  }

  get series(): number {
    return this.seriesCount;
  }

  addColumn(timestamps: Float64Array, rows: number): number {
    encodeTimestamps(this.columns, timestamps, rows);
    return this.columnCount++;
  }

  /** Adds a series whose samples `values[0..count)` stand in the rows of the column that `presence` names. */
  addSeries(ref: number, column: number, presence: Presence | undefined, values: Float64Array, count: number): void {
    const start = this.chunks.length;
    for (let from = 0; from < count; from += CHUNK_ROWS) {
      encodeValues(this.chunks, values, from, Math.min(CHUNK_ROWS, count - from));
    }
    this.addEntry(ref, column, presence, this.chunks.length - start);
  }

  /** Adds a series whose chunks are encoded already: those of another page's entry. */
  addEncoded(ref: number, column: number, presence: Presence | undefined, chunks: Uint8Array): void {
    this.chunks.append(chunks);
    this.addEntry(ref, column, presence, chunks.length);
  }

  private addEntry(ref: number, column: number, presence: Presence | undefined, chunkBytes: number): void {
    this.entries.svarint(ref - this.previousRef);
    this.entries.varint(column);
    encodePresence(this.entries, presence);
    this.entries.varint(chunkBytes);
    this.previousRef = ref;
    this.seriesCount++;
  }

  /** The page; the builder is empty afterwards. */
  finish(): Uint8Array<ArrayBuffer> {
    const out = startPage(this.size + 32);
    out.varint(this.columnCount);
    out.append(this.columns.view());
    out.varint(this.seriesCount);
    out.append(this.entries.view());
    out.append(this.chunks.view());
    this.columns.reset();
    this.entries.reset();
    this.chunks.reset();
    this.columnCount = 0;
    this.seriesCount = 0;
    this.previousRef = 0;
    return sealPage(out, PageKind.series);
  }
}

/** A page whose directory has been read; chunks stay encoded until somebody asks. */
export interface SeriesPage {
  readonly bytes: Uint8Array;
  /** Columns the page brings along; empty in a sealed page. */
  readonly columns: readonly Float64Array[];
  /** Position in the page by ref. */
  readonly entryOf: ReadonlyMap<number, number>;
  readonly columnOf: Uint32Array;
  readonly presences: readonly (Presence | undefined)[];
  /** Chunks of entry `i` are `bytes[chunkAt[i] .. chunkAt[i + 1])`. */
  readonly chunkAt: Uint32Array;
}

/** Reads a page's directory. Throws CorruptPageError. */
export function parseSeriesPage(bytes: Uint8Array): SeriesPage {
  const reader = openPage(bytes, PageKind.series);
  const columns: Float64Array[] = [];
  for (let left = reader.count(bytes.length, 'columns'); left > 0; left--) columns.push(decodeTimestamps(reader));
  const count = reader.count(bytes.length, 'series');
  const entryOf = new Map<number, number>();
  const columnOf = new Uint32Array(count);
  const presences: (Presence | undefined)[] = [];
  const chunkAt = new Uint32Array(count + 1);
  let ref = 0;
  let offset = 0;
  for (let i = 0; i < count; i++) {
    ref += reader.svarint();
    entryOf.set(ref, i);
    columnOf[i] = reader.count(MAX_ROWS, 'column number');
    presences.push(decodePresence(reader));
    chunkAt[i] = offset;
    offset += reader.varint();
  }
  chunkAt[count] = offset;
  if (offset !== reader.remaining) {
    throw new CorruptPageError(`chunks take ${offset} bytes by the directory, ${reader.remaining} in the page`);
  }
  for (let i = 0; i <= count; i++) chunkAt[i] = (chunkAt[i] as number) + reader.position;
  return { bytes, columns, entryOf, columnOf, presences, chunkAt };
}

/** Number of samples of an entry whose column has `rows` rows. Throws CorruptPageError when the two do not fit. */
export function sampleCount(page: SeriesPage, entry: number, rows: number): number {
  const presence = page.presences[entry];
  if (presence === undefined) return rows;
  if (presence.to > rows) throw new CorruptPageError(`series has row ${presence.to - 1} in a column of ${rows}`);
  return presence.count;
}

/** Decodes all `count` samples of an entry to `out[at..)`. Returns whether staleness markers may be among them. */
export function decodeEntry(page: SeriesPage, entry: number, count: number, out: Float64Array, at: number): boolean {
  const reader = new ByteReader(page.bytes, page.chunkAt[entry], page.chunkAt[entry + 1]);
  let stale = false;
  for (let from = 0; from < count; from += CHUNK_ROWS) {
    stale = decodeValues(reader, out, at + from, Math.min(CHUNK_ROWS, count - from)) || stale;
  }
  return stale;
}
