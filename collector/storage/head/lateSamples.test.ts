import { describe, expect, it } from 'vitest';
import { isStaleAt, wordsOf } from '@/lib/labels/staleness';
import { decodeEntry, parseSeriesPage } from '../chunkenc/seriesPage';
import { randomSource } from '../testing/randomSource';
import { closeLate } from './closeLate';
import { LateSamples } from './lateSamples';

const WINDOW_MS = 7_200_000;

function newLate(maxBytes = 1 << 20) {
  let sequence = 5;
  return new LateSamples({ windowMs: WINDOW_MS, maxBytes, nowMs: () => 1_000, logSequence: () => sequence++ });
}

/** `time=value` by ref, of all pages. */
function samplesOf(pages: ReturnType<typeof closeLate>): Map<number, string[]> {
  const out = new Map<number, string[]>();
  for (const { bytes } of pages) {
    const page = parseSeriesPage(bytes);
    for (const [ref, entry] of page.entryOf) {
      const times = page.columns[page.columnOf[entry] as number] ?? new Float64Array();
      const values = new Float64Array(times.length);
      decodeEntry(page, entry, times.length, values, 0);
      const words = wordsOf(values);
      const texts = Array.from(times, (time, i) => `${time}=${isStaleAt(words, i) ? 'stale' : values[i]}`);
      out.set(ref, [...(out.get(ref) ?? []), ...texts]);
    }
  }
  return out;
}

describe('LateSamples', () => {
  it.each([1, 2, 3])('gives back what was added, whatever the order (seed %i)', (seed) => {
    const random = randomSource(seed);
    const late = newLate();
    const model = new Map<number, Map<number, number | 'stale'>>();
    for (let i = 0; i < 5_000; i++) {
      const ref = 1 + Math.floor(random() * 20);
      const time = Math.floor(random() * 3_000) * 5_000;
      const stale = random() < 0.05;
      const value = random() < 0.05 ? Number.NaN : Math.floor(random() * 3);
      const samples = model.get(ref) ?? new Map<number, number | 'stale'>();
      const known = samples.get(time);
      const isEqual = known === 'stale' ? stale : !stale && Object.is(known, value);
      expect(late.compare(ref, 0, time, value, stale)).toBe(
        known === undefined ? undefined : isEqual ? 'equal' : 'duplicate',
      );
      if (known !== undefined) continue;
      late.add(ref, 0, time, value, stale);
      model.set(ref, samples.set(time, stale ? 'stale' : value));
    }
    expect(late.samples).toBe([...model.values()].reduce((sum, samples) => sum + samples.size, 0));
    const windows = [...late.all()].sort((a, b) => a.windowStartMs - b.windowStartMs);
    const found = samplesOf(closeLate(late, windows));
    const want = new Map(
      [...model].map(([ref, samples]) => [
        ref,
        [...samples].sort(([a], [b]) => a - b).map(([time, value]) => `${time}=${value}`),
      ]),
    );
    expect(found).toEqual(want);
    expect([late.isEmpty, late.bytes, late.firstSequence]).toEqual([true, 0, Infinity]);
  });

  it('keeps windows and retention classes apart, and knows since which log row', () => {
    const late = newLate();
    late.add(1, 0, WINDOW_MS - 1, 1, false);
    late.add(1, 0, WINDOW_MS, 2, false);
    late.add(2, 3, WINDOW_MS, 3, false);
    expect([late.has(1), late.has(2), late.has(3), late.firstSequence]).toEqual([true, true, false, 5]);
    const pages = closeLate(late, [...late.all()]);
    expect(
      pages.map((page) => [page.class, page.windowStartMs, page.firstSequence, page.minTimeMs, page.samples]),
    ).toEqual([
      [0, 0, 5, WINDOW_MS - 1, 1],
      [0, WINDOW_MS, 6, WINDOW_MS, 1],
      [3, WINDOW_MS, 7, WINDOW_MS, 1],
    ]);
  });

  it('names the largest window when it takes too much memory, and one that takes too long', () => {
    const late = newLate(4_000);
    let full: ReturnType<LateSamples['add']>;
    for (let i = 0; full === undefined; i++) full = late.add(1, 0, WINDOW_MS * (i % 8 === 0 ? 1 : 0) + i, i, false);
    expect(full.windowStartMs).toBe(0);
    const [window] = closeLate(late, [full]);
    expect(window?.samples).toBeGreaterThan(50);
    expect(late.samples).toBeGreaterThan(5);

    const roomy = newLate(1 << 30);
    let long: ReturnType<LateSamples['add']>;
    for (let time = WINDOW_MS - 1; long === undefined; time--) long = roomy.add(1, 0, time, 1, false);
    expect(long.samples).toBe(16_384);
    closeLate(roomy, [long]);
    let many: ReturnType<LateSamples['add']>;
    for (let i = 0; many === undefined; i++) many = roomy.add(1 + (i % 500), 0, i, 1, false);
    expect(many.samples).toBe(1 << 18);
  });
});
