import type { Presence } from '../chunkenc/presence';
import { hasRow, presenceOf } from '../chunkenc/presence';
import { decodeEntry, parseSeriesPage, type SeriesPage, SeriesPageBuilder, sampleCount } from '../chunkenc/seriesPage';
import { type Deletions, EVER, type Interval } from './deletions';

/** A page, and how many samples were cut out of it. */
export interface CutPage {
  readonly page: SeriesPage;
  readonly removed: number;
  /** Series of which nothing is left. */
  readonly gone: readonly number[];
}

/**
 * A page without what was deleted of its series. Series of which nothing is left are not in it. Throws CorruptPageError.
 *
 * @param columns timestamps by column number: the page's own, or those of its window
 */
export function cutPage(page: SeriesPage, columns: readonly Float64Array[], deletions: Deletions): CutPage {
  if (deletions.isEmpty || !deletions.touchesAny(page.entryOf.keys())) return { page, removed: 0, gone: [] };
  const builder = new SeriesPageBuilder();
  for (const column of page.columns) builder.addColumn(column, column.length);
  let removed = 0;
  const gone: number[] = [];
  for (const [ref, entry] of page.entryOf) {
    const column = page.columnOf[entry] as number;
    const times = columns[column] ?? new Float64Array(0);
    const count = sampleCount(page, entry, times.length);
    const deleted = deletions.deletedOf(ref, EVER);
    const kept = deleted.length === 0 ? undefined : keptRows(times, page.presences[entry], deleted);
    if (kept === undefined || kept.count === count) {
      const chunks = page.bytes.subarray(page.chunkAt[entry], page.chunkAt[entry + 1]);
      builder.addEncoded(ref, column, page.presences[entry], chunks);
      continue;
    }
    removed += count - kept.count;
    if (kept.count === 0) {
      gone.push(ref);
      continue;
    }
    const values = new Float64Array(count);
    decodeEntry(page, entry, count, values, 0);
    const left = keepValues(values, kept.isKept);
    builder.addSeries(ref, column, presenceOf(kept.bitmap, times.length), left, kept.count);
  }
  return { page: parseSeriesPage(builder.finish()), removed, gone };
}

interface KeptRows {
  readonly count: number;
  /** Rows of the column that are left. */
  readonly bitmap: Uint8Array;
  /** By number of the sample. */
  readonly isKept: readonly boolean[];
}

function keptRows(times: Float64Array, presence: Presence | undefined, deleted: readonly Interval[]): KeptRows {
  const bitmap = new Uint8Array((times.length + 7) >>> 3);
  const isKept: boolean[] = [];
  let count = 0;
  for (let row = presence?.from ?? 0; row < (presence?.to ?? times.length); row++) {
    if (presence?.bitmap && !hasRow(presence.bitmap, row)) continue;
    const ms = times[row] as number;
    const kept = !deleted.some(({ fromMs, untilMs }) => ms >= fromMs && ms <= untilMs);
    isKept.push(kept);
    if (!kept) continue;
    bitmap[row >>> 3] = (bitmap[row >>> 3] as number) | (1 << (row & 7));
    count++;
  }
  return { count, bitmap, isKept };
}

/** By words: a staleness marker must not be loaded as a number. */
function keepValues(values: Float64Array, isKept: readonly boolean[]): Float64Array {
  const out = new Float64Array(values.length);
  const from = new Uint32Array(values.buffer);
  const to = new Uint32Array(out.buffer);
  let count = 0;
  for (const [i, kept] of isKept.entries()) {
    if (!kept) continue;
    to[count * 2] = from[i * 2] as number;
    to[count * 2 + 1] = from[i * 2 + 1] as number;
    count++;
  }
  return out;
}
