import { describe, expect, it } from 'vitest';
import { ScrapeSchedule } from './scrapeSchedule';

describe('ScrapeSchedule', () => {
  it('comes every interval at a fixed offset, whenever it is asked', () => {
    const schedule = new ScrapeSchedule(15_000, 'target');
    const first = schedule.next(1_700_000_000_000);
    expect(first).toBeGreaterThan(1_700_000_000_000);
    expect(first).toBeLessThanOrEqual(1_700_000_015_000);
    expect(schedule.next(first - 1)).toBe(first);
    expect(schedule.next(first)).toBe(first + 15_000);
    expect(new ScrapeSchedule(15_000, 'target').next(first + 7)).toBe(first + 15_000);
  });

  it('spreads targets over the interval', () => {
    const buckets = new Array(10).fill(0);
    for (let i = 0; i < 1000; i++)
      buckets[Math.floor(new ScrapeSchedule(1000, `http://h${i}/metrics`).next(0) / 100) % 10]++;
    for (const count of buckets) expect(count).toBeGreaterThan(60);
  });

  it.each([
    [0, 0, 0],
    [1, 1000, 1000],
    [2, 1000, 1000],
    [2.5, 1000, 1002],
    [-1, 1000, 1000],
    [40, 1000, 1040],
  ])('%d ms late', (late, due, want) => {
    expect(new ScrapeSchedule(1000, 'x').timestamp(due, due + late)).toBe(want);
  });

  it('aligns less at short intervals', () => expect(new ScrapeSchedule(100, 'x').timestamp(1000, 1001.5)).toBe(1001));
});
