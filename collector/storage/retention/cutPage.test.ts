import { describe, expect, it } from 'vitest';
import { isStaleAt, wordsOf, writeStale } from '@/lib/labels/staleness';
import { presenceOf } from '../chunkenc/presence';
import { decodeEntry, parseSeriesPage, type SeriesPage, SeriesPageBuilder, sampleCount } from '../chunkenc/seriesPage';
import { pieceOfPage } from '../read/pieces';
import { cutPage } from './cutPage';
import { Deletions } from './deletions';

const ROWS = 700;
const COLUMN = Float64Array.from({ length: ROWS }, (_, row) => row * 10);

/** Series 1 has all rows, series 2 every third, series 3 rows 100 .. 199 with a staleness marker at the end. */
function page(): SeriesPage {
  const builder = new SeriesPageBuilder();
  const column = builder.addColumn(COLUMN, ROWS);
  const add = (ref: number, rows: number[], stale = false) => {
    const bitmap = new Uint8Array((ROWS + 7) >>> 3);
    for (const row of rows) bitmap[row >>> 3] = (bitmap[row >>> 3] as number) | (1 << (row & 7));
    const values = Float64Array.from(rows, (row) => row + ref / 10);
    if (stale) writeStale(values, rows.length - 1);
    builder.addSeries(ref, column, presenceOf(bitmap, ROWS), values, rows.length);
  };
  const all = Array.from({ length: ROWS }, (_, row) => row);
  add(1, all);
  add(
    2,
    all.filter((row) => row % 3 === 0),
  );
  add(3, all.slice(100, 200), true);
  return parseSeriesPage(builder.finish());
}

/** Rows and values of a series; 'stale' for a marker. */
function samplesOf(from: SeriesPage, ref: number): [number, number | 'stale'][] {
  const entry = from.entryOf.get(ref);
  if (entry === undefined) return [];
  const piece = pieceOfPage(from, entry, COLUMN, -Infinity, Infinity);
  const count = sampleCount(from, entry, ROWS);
  const values = new Float64Array(count);
  decodeEntry(from, entry, count, values, 0);
  const rows: number[] = [];
  for (let row = piece?.rowFrom ?? 0; row < (piece?.rowTo ?? 0); row++) {
    if (!piece?.bitmap || ((piece.bitmap[row >>> 3] as number) >>> (row & 7)) & 1) rows.push(row);
  }
  return rows.map((row, i) => [row, isStaleAt(wordsOf(values), i) ? 'stale' : (values[i] as number)]);
}

describe('a page without what was deleted', () => {
  it.each([
    ['the middle of one series', 1, 1_000, 2_995],
    ['the beginning', 2, -Infinity, 3_000],
    ['the end, markers included', 3, 1_500, 1e9],
    ['all of a series', 3, 0, 1e9],
    ['a time without samples', 3, 0, 990],
    ['a series that is not in it', 9, 0, 1e9],
  ])('%s', (_, ref, minMs, maxMs) => {
    const before = page();
    const tombstone = { id: 1, logSequence: 0, minMs, refs: Uint32Array.of(ref), maxMs: Float64Array.of(maxMs) };
    const { page: after, removed, gone } = cutPage(before, before.columns, new Deletions([tombstone]));
    let left = 0;
    let all = 0;
    for (const other of [1, 2, 3]) {
      const was = samplesOf(before, other);
      const want = was.filter(([row]) => other !== ref || row * 10 < minMs || row * 10 > maxMs);
      expect(samplesOf(after, other)).toEqual(want);
      expect(after.entryOf.has(other)).toBe(want.length > 0);
      all += was.length;
      left += want.length;
    }
    expect(removed).toBe(all - left);
    expect(gone).toEqual(after.entryOf.has(3) ? [] : [3]);
  });

  it('is the page itself where nothing was', () => {
    const before = page();
    expect(cutPage(before, before.columns, Deletions.NONE).page).toBe(before);
  });
});
