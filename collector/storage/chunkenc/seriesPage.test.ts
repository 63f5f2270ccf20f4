import { describe, expect, it } from 'vitest';
import { CorruptPageError } from './corruptPageError';
import { presenceOf } from './presence';
import { decodeEntry, parseSeriesPage, SeriesPageBuilder, sampleCount } from './seriesPage';

const times = (rows: number, step = 15_000) =>
  Float64Array.from({ length: rows }, (_, row) => 1_795_000_000_000 + row * step);
const ramp = (count: number, factor: number) => Float64Array.from({ length: count }, (_, i) => i * factor);

function bitmapOf(rows: number, holds: (row: number) => boolean): Uint8Array {
  const bitmap = new Uint8Array(Math.ceil(rows / 8));
  for (let row = 0; row < rows; row++)
    if (holds(row)) bitmap[row >>> 3] = (bitmap[row >>> 3] as number) | (1 << (row & 7));
  return bitmap;
}

function buildPage(): Uint8Array<ArrayBuffer> {
  const builder = new SeriesPageBuilder();
  const long = builder.addColumn(times(1_300), 1_300);
  const short = builder.addColumn(times(60, 1_000), 60);
  builder.addSeries(7, long, undefined, ramp(1_300, 0.5), 1_300);
  builder.addSeries(
    3,
    short,
    presenceOf(
      bitmapOf(60, (row) => row >= 20),
      60,
    ),
    ramp(40, 3),
    40,
  );
  builder.addSeries(
    2 ** 31,
    short,
    presenceOf(
      bitmapOf(60, (row) => row % 3 === 0),
      60,
    ),
    ramp(20, -1),
    20,
  );
  return builder.finish();
}

describe('series page', () => {
  it('gives back columns, presence and chunks of each series', () => {
    const page = parseSeriesPage(buildPage());
    expect(page.columns).toEqual([times(1_300), times(60, 1_000)]);
    expect([...page.entryOf]).toEqual([
      [7, 0],
      [3, 1],
      [2 ** 31, 2],
    ]);
    expect([0, 1, 2].map((entry) => sampleCount(page, entry, entry === 0 ? 1_300 : 60))).toEqual([1_300, 40, 20]);
    expect(page.presences[1]).toEqual({ from: 20, to: 60, bitmap: undefined, count: 40 });
    const out = new Float64Array(1_301);
    decodeEntry(page, 0, 1_300, out, 1);
    expect(out.slice(1)).toEqual(ramp(1_300, 0.5));
    decodeEntry(page, 2, 20, out, 0);
    expect(out.slice(0, 20)).toEqual(ramp(20, -1));
  });

  it('is named damaged for any changed byte and any cut', () => {
    const bytes = buildPage();
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] as number) ^ 1;
      // Bytes 2 and 3 are reserved.
      if (at !== 2 && at !== 3) expect(() => parseSeriesPage(damaged)).toThrow(CorruptPageError);
      expect(() => parseSeriesPage(bytes.subarray(0, at))).toThrow(CorruptPageError);
    }
  });

  it('says which version a newer page has', () => {
    const bytes = buildPage();
    bytes[0] = 9;
    expect(() => parseSeriesPage(bytes)).toThrow('series page has format version 9; this program reads version 1');
  });

  it('does not read rows that its column has not', () => {
    const page = parseSeriesPage(buildPage());
    expect(() => sampleCount(page, 1, 59)).toThrow(CorruptPageError);
  });
});
