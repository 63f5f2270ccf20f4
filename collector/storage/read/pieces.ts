/** Stretches of one series' samples, from pages or from the head, and how they become one pair of columns. */
import { hasRow, type Presence, rankOf } from '../chunkenc/presence';
import { decodeEntry, type SeriesPage, sampleCount } from '../chunkenc/seriesPage';

/** Samples of one series in rows `[rowFrom, rowTo)` of a timestamp column; both border rows have a sample. */
export interface Piece {
  readonly times: Float64Array;
  readonly rowFrom: number;
  readonly rowTo: number;
  /** Which rows have a sample; undefined: all between the borders. */
  readonly bitmap: Uint8Array | undefined;
  /** Samples of the piece, and samples of its source that come before them. */
  readonly count: number;
  readonly skip: number;
  readonly source: PieceSource;
}

/** Where the values are: encoded in a page, or copied out of a cell. */
export type PieceSource =
  | { readonly type: 'page'; readonly page: SeriesPage; readonly entry: number; readonly total: number }
  | { readonly type: 'head'; readonly values: Float64Array; readonly mayHaveStale: boolean };

/** A series of a page, cut to an interval. Undefined when it has no sample there. Throws CorruptPageError. */
export function pieceOfPage(
  page: SeriesPage,
  entry: number,
  times: Float64Array,
  minTimeMs: number,
  maxTimeMs: number,
): Piece | undefined {
  const total = sampleCount(page, entry, times.length);
  const source = { type: 'page', page, entry, total } as const;
  return cutPiece(times, page.presences[entry], source, minTimeMs, maxTimeMs);
}

export function cutPiece(
  times: Float64Array,
  presence: Presence | undefined,
  source: PieceSource,
  minTimeMs: number,
  maxTimeMs: number,
): Piece | undefined {
  let rowFrom = Math.max(lowerBound(times, minTimeMs), presence?.from ?? 0);
  let rowTo = Math.min(lowerBound(times, maxTimeMs + 1), presence?.to ?? times.length);
  const bitmap = presence?.bitmap;
  if (bitmap) {
    while (rowFrom < rowTo && !hasRow(bitmap, rowFrom)) rowFrom++;
    while (rowTo > rowFrom && !hasRow(bitmap, rowTo - 1)) rowTo--;
  }
  if (rowFrom >= rowTo) return undefined;
  const skip = rankOf(presence, rowFrom);
  const count = bitmap ? rankOf(presence, rowTo) - skip : rowTo - rowFrom;
  return { times, rowFrom, rowTo, bitmap: count === rowTo - rowFrom ? undefined : bitmap, count, skip, source };
}

/** The first index with a time of at least `timeMs`. */
function lowerBound(times: Float64Array, timeMs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface Columns {
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  readonly mayHaveStale: boolean;
}

/** Joins pieces to columns. Keep one per query: series with equal pieces then share one timestamp column. */
export class PieceJoiner {
  private readonly columnNumbers = new Map<Float64Array, number>();
  private readonly joined = new Map<string, Float64Array>();
  private scratch = new Float64Array(512);
  /** Samples that were left out although their value is another one than that of the sample that stayed. */
  conflicts = 0;

  /** Sorts `pieces` in place; where two overlap, a timestamp that both have is taken from the earlier in the given order. */
  join(pieces: Piece[]): Columns {
    if (!areApart(pieces)) {
      const given = new Map(pieces.map((piece, i) => [piece, i]));
      pieces.sort((a, b) => startOf(a) - startOf(b));
      if (!areApart(pieces)) return this.merge(pieces.sort((a, b) => (given.get(a) ?? 0) - (given.get(b) ?? 0)));
    }
    const timestamps = this.timestampsOf(pieces);
    const values = new Float64Array(timestamps.length);
    return { timestamps, values, mayHaveStale: this.fillValues(pieces, values) };
  }

  /**
   * The timestamps of all rows of the pieces' columns, also those that the series has no sample in. Undefined when the
   * columns overlap, so that there is no such column.
   */
  wholeColumn(pieces: readonly Piece[]): Float64Array | undefined {
    const whole = pieces.map((piece) => ({ ...piece, rowFrom: 0, rowTo: piece.times.length, bitmap: undefined }));
    for (const piece of whole) piece.count = piece.times.length;
    return areApart(whole) ? this.timestampsOf(whole) : undefined;
  }

  private timestampsOf(pieces: readonly Piece[]): Float64Array {
    let key = '';
    for (const piece of pieces) {
      if (piece.bitmap) return joinTimes(pieces);
      key += `${this.columnNumber(piece.times)}:${piece.rowFrom}:${piece.rowTo},`;
    }
    let timestamps = this.joined.get(key);
    if (timestamps === undefined) {
      timestamps = joinTimes(pieces);
      this.joined.set(key, timestamps);
    }
    return timestamps;
  }

  private columnNumber(times: Float64Array): number {
    let number = this.columnNumbers.get(times);
    if (number === undefined) {
      number = this.columnNumbers.size;
      this.columnNumbers.set(times, number);
    }
    return number;
  }

  private fillValues(pieces: readonly Piece[], values: Float64Array): boolean {
    let at = 0;
    let stale = false;
    for (const piece of pieces) {
      stale = this.fill(piece, values, at) || stale;
      at += piece.count;
    }
    return stale;
  }

  private fill(piece: Piece, values: Float64Array, at: number): boolean {
    const { source, skip, count } = piece;
    if (source.type === 'head') {
      values.set(source.values.subarray(skip, skip + count), at);
      return source.mayHaveStale;
    }
    if (skip === 0 && count === source.total) return decodeEntry(source.page, source.entry, count, values, at);
    if (this.scratch.length < source.total) this.scratch = new Float64Array(source.total * 2);
    const stale = decodeEntry(source.page, source.entry, source.total, this.scratch, 0);
    values.set(this.scratch.subarray(skip, skip + count), at);
    return stale;
  }

  /** Pieces that overlap: late samples, or a page that was stored twice. Rare, so simple. */
  private merge(pieces: readonly Piece[]): Columns {
    const times = joinTimes(pieces);
    const values = new Float64Array(times.length);
    const mayHaveStale = this.fillValues(pieces, values);
    const order = Uint32Array.from(times, (_, i) => i).sort(
      (a, b) => (times[a] as number) - (times[b] as number) || a - b,
    );
    const timestamps = new Float64Array(times.length);
    const sorted = new Float64Array(times.length);
    const from = new Uint32Array(values.buffer);
    const to = new Uint32Array(sorted.buffer);
    let count = 0;
    for (const i of order) {
      if (count > 0 && timestamps[count - 1] === times[i]) {
        if (from[i * 2] !== to[count * 2 - 2] || from[i * 2 + 1] !== to[count * 2 - 1]) this.conflicts++;
        continue;
      }
      timestamps[count] = times[i] as number;
      // By words: a staleness marker must not be loaded as a number.
      to[count * 2] = from[i * 2] as number;
      to[count * 2 + 1] = from[i * 2 + 1] as number;
      count++;
    }
    return { timestamps: timestamps.slice(0, count), values: sorted.slice(0, count), mayHaveStale };
  }
}

function startOf(piece: Piece): number {
  return piece.times[piece.rowFrom] as number;
}

/** Whether each piece ends before the next begins. */
function areApart(pieces: readonly Piece[]): boolean {
  for (let i = 1; i < pieces.length; i++) {
    const before = pieces[i - 1] as Piece;
    if (startOf(pieces[i] as Piece) <= (before.times[before.rowTo - 1] as number)) return false;
  }
  return true;
}

function joinTimes(pieces: readonly Piece[]): Float64Array {
  const [only] = pieces;
  if (pieces.length === 1 && only && !only.bitmap && only.count === only.times.length) return only.times;
  const out = new Float64Array(pieces.reduce((sum, piece) => sum + piece.count, 0));
  let at = 0;
  for (const { times, rowFrom, rowTo, bitmap } of pieces) {
    if (bitmap === undefined) {
      out.set(times.subarray(rowFrom, rowTo), at);
      at += rowTo - rowFrom;
      continue;
    }
    for (let row = rowFrom; row < rowTo; row++) if (hasRow(bitmap, row)) out[at++] = times[row] as number;
  }
  return out;
}
