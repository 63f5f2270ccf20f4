import { describe, expect, it } from 'vitest';
import { decodeEntry, parseSeriesPage, sampleCount } from '../chunkenc/seriesPage';
import { CELL_ROWS } from './cells';
import { type ClosedPage, closeBlocks } from './closeBlocks';
import { Head } from './head';

const WINDOW_MS = 7_200_000;
const KEY = { job: 'cadvisor', instance: 'a', origin: '' };

function newHead() {
  const pages: ClosedPage[] = [];
  const head: Head = new Head({
    nowMs: () => 1,
    logSequence: () => 9,
    onFull: (cohort) => pages.push(...closeBlocks(head, [cohort], WINDOW_MS)),
  });
  const closeAll = () => pages.push(...closeBlocks(head, head.openCohorts(), WINDOW_MS));
  const series = (count: number) =>
    Array.from({ length: count }, (_, i) => head.addSeries(['__name__', 'm', 'i', String(head.index.count + i)]));
  return { head, pages, closeAll, series };
}

/** Samples of all pages: `ref: time=value …`, in order of pages. */
function samplesOf(pages: readonly ClosedPage[]): string[] {
  return pages.flatMap(({ bytes, refs }) => {
    const page = parseSeriesPage(bytes);
    return Array.from(refs, (ref) => {
      const entry = page.entryOf.get(ref) ?? -1;
      const times = page.columns[page.columnOf[entry] as number] ?? new Float64Array();
      const count = sampleCount(page, entry, times.length);
      const values = new Float64Array(count);
      decodeEntry(page, entry, count, values, 0);
      return `${ref}: ${count} of ${times.length} from ${times[0]}, ${values.join(' ').slice(0, 30)}`;
    });
  });
}

describe('Head', () => {
  it('closes a block of its own when all rows are taken', () => {
    const { head, pages, series } = newHead();
    const cohort = head.cohort(KEY);
    const [slot = -1] = series(1);
    for (let row = 0; row <= CELL_ROWS; row++) expect(head.put(cohort, slot, row * 1000, row, false)).toBe('ok');
    expect(samplesOf(pages)).toEqual(['1: 64 of 64 from 0, 0 1 2 3 4 5 6 7 8 9 10 11 12 1']);
    expect(pages[0]).toMatchObject({
      class: 0,
      windowStartMs: 0,
      minTimeMs: 0,
      maxTimeMs: 63_000,
      samples: 64,
      firstSequence: 9,
    });
    expect(cohort.rows).toBe(1);
    expect(head.put(cohort, slot, 64_000, 1, false)).toBe('duplicate');
  });

  it.each<[string, number, number, boolean, string]>([
    ['as old as the window', 4_000, 60_000, false, 'late'],
    ['older than the window', 3_999, 60_000, false, 'tooOld'],
    ['behind the newest one, without a window', 63_999, 0, false, 'outOfOrder'],
    ['of any age', -1e9, 0, true, 'late'],
    ['of an import, newer than all', 65_000, 0, true, 'ok'],
  ])('takes a sample %s after the block was closed: %s', (_name, time, outOfOrderWindowMs, anyAge, want) => {
    const { head, closeAll, series } = newHead();
    const cohort = head.cohort(KEY);
    const [slot = -1] = series(1);
    for (let row = 0; row <= CELL_ROWS; row++) head.put(cohort, slot, row * 1000, row, false);
    head.outOfOrderWindowMs = outOfOrderWindowMs;
    expect(head.put(cohort, slot, time, 1, false, anyAge)).toBe(want);
    closeAll();
    expect(head.late.samples).toBe(want === 'late' ? 1 : 0);
  });

  it('keeps an import apart from open blocks, unless its series has one', () => {
    const { head, closeAll, series } = newHead();
    const cohort = head.cohort(KEY);
    const [slot = -1] = series(1);
    expect(head.put(cohort, slot, 1_000, 1, false, true)).toBe('late');
    expect(head.put(cohort, slot, 3_000, 3, false, true)).toBe('late');
    expect(head.put(cohort, slot, 3_000, 3, false, true)).toBe('equal');
    expect(head.put(cohort, slot, 2_000, 2, false)).toBe('late');
    expect(head.put(cohort, slot, 2_000, 7, false)).toBe('duplicate');
    expect(head.put(cohort, slot, 4_000, 4, false)).toBe('ok');
    // A late sample must not lie after one that is in memory only.
    expect(head.put(cohort, slot, 6_000, 6, false, true)).toBe('ok');
    expect(head.put(cohort, slot, 5_000, 5, false, true)).toBe('ok');
    closeAll();
    expect(head.put(cohort, slot, 4_500, 5, false, true)).toBe('late');
    expect(head.late.samples).toBe(4);
  });

  it.each<[string, number, boolean, number, boolean, string]>([
    ['the same number', 0.1, false, 0.1, false, 'equal'],
    ['another number', 0.1, false, 0.2, false, 'duplicate'],
    ['zero of another sign', 0, false, -0, false, 'duplicate'],
    ['NaN', Number.NaN, false, Number.NaN, false, 'equal'],
    ['a marker again', 0, true, 0, true, 'equal'],
    ['a marker after zero', 0, false, 0, true, 'duplicate'],
    ['zero after a marker', 0, true, 0, false, 'duplicate'],
  ])(
    'compares a repeated newest sample, in an open and a closed block: %s',
    (_, value, stale, again, staleAgain, want) => {
      const { head, closeAll, series } = newHead();
      const cohort = head.cohort(KEY);
      const [slot = -1] = series(1);
      head.put(cohort, slot, 1_000, value, stale);
      expect(head.put(cohort, slot, 1_000, again, staleAgain)).toBe(want);
      closeAll();
      expect(head.put(cohort, slot, 1_000, again, staleAgain)).toBe(want);
      head.put(cohort, slot, 3_000, 7, false);
      head.put(cohort, slot, 2_000, value, stale);
      expect(head.put(cohort, slot, 2_000, again, staleAgain)).toBe(want);
    },
  );

  it('cuts blocks at the border of a window, and stores the earlier window first', () => {
    const { head, pages, closeAll, series } = newHead();
    const [slot = -1] = series(1);
    for (const time of [WINDOW_MS + 5, WINDOW_MS - 5, WINDOW_MS]) head.put(head.cohort(KEY), slot, time, time, false);
    closeAll();
    expect(pages.map((page) => page.windowStartMs)).toEqual([0, WINDOW_MS]);
    expect(samplesOf(pages)).toEqual(['1: 1 of 1 from 7199995, 7199995', '1: 2 of 2 from 7200000, 7200000 7200005']);
  });

  it('splits a cohort whose series have times of their own, so that later blocks are full', () => {
    const { head, pages, closeAll, series } = newHead();
    const slots = series(12);
    const scrape = (time: number) => {
      // As cAdvisor: each container with its own explicit timestamp.
      for (const slot of slots) head.put(head.cohort(KEY), slot, time + (slot % 4), slot, false);
    };
    for (let i = 0; i < 5; i++) scrape(i * 1000);
    closeAll();
    expect(samplesOf(pages.splice(0))[0]).toContain('5 of 20');
    for (let i = 5; i < 10; i++) scrape(i * 1000);
    expect([...head.openCohorts()]).toHaveLength(4);
    closeAll();
    expect(samplesOf(pages).every((line) => line.includes('5 of 5'))).toBe(true);
  });

  it('takes cells back from series without samples, and forgets cohorts that are long idle', () => {
    const { head, closeAll, series } = newHead();
    const [gone = -1, here = -1] = series(2);
    const cohort = head.cohort(KEY);
    head.put(cohort, gone, 1, 1, false);
    head.put(cohort, here, 1, 1, false);
    closeAll();
    head.put(cohort, here, 2, 1, false);
    closeAll();
    expect(head.cells.inUse).toBe(1);
    head.dropIdleCohorts(1);
    expect(head.cohort(KEY)).toBe(cohort);
    head.dropIdleCohorts(2);
    expect(head.cells.inUse).toBe(0);
    expect(head.cohort(KEY)).not.toBe(cohort);
    expect(head.put(head.cohort(KEY), here, 3, 1, false)).toBe('ok');
    expect(head.cells.inUse).toBe(1);
  });

  it('keeps rows that came late in order of time', () => {
    const { head, pages, closeAll, series } = newHead();
    const [slot = -1] = series(1);
    const cohort = head.cohort(KEY);
    for (const time of [30, 10, 20]) expect(head.put(cohort, slot, time, time, false)).toBe('ok');
    expect(head.put(cohort, slot, 10, 99, false)).toBe('duplicate');
    expect(head.put(cohort, slot, 10, 10, false)).toBe('equal');
    closeAll();
    expect(samplesOf(pages)).toEqual(['1: 3 of 3 from 10, 10 20 30']);
  });
});
