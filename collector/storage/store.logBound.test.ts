import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { appendRow, metricIs, openTestStore, selectAll } from './testing/testStore';

const START_MS = Date.UTC(2026, 10, 22, 10);
const SERIES = Array.from({ length: 100 }, (_, i) => ({ __name__: 'm', i: `${i}` }));
const ROWS = 60;
const LIMITS = { maxLogSamples: 800, flushIntervalMs: 10 };

describe('a log with more samples than a start may replay', () => {
  const database = useTestDatabase();

  it('is cut before its blocks are old, and nothing is lost', async () => {
    const clock = { nowMs: START_MS };
    const store = await openTestStore(database(), clock, LIMITS);
    const lengths: number[] = [];
    for (let row = 0; row < ROWS; row++, clock.nowMs += 1_000) {
      await appendRow(store, clock.nowMs, SERIES, (i) => i * row).durable();
      // Rounds come once a second.
      await new Promise((resolve) => setTimeout(resolve, 200));
      lengths.push(store.stats().logSamples);
    }
    // A round may let pass what comes until the next one, which takes its time on a busy machine.
    expect(Math.max(...lengths)).toBeLessThan((ROWS * SERIES.length) / 2);
    expect(store.stats().appended).toBe(ROWS * SERIES.length);
    await store.close();
    const reopened = await openTestStore(database(), clock, LIMITS);
    expect(reopened.stats().replayedSamples).toBeLessThan(ROWS * SERIES.length);
    expect(reopened.stats().logSamples).toBe(lengths[lengths.length - 1]);
    const { series, warnings } = await selectAll(reopened, metricIs('m'));
    expect(warnings).toEqual([]);
    expect(series).toHaveLength(SERIES.length);
    for (const { labels, values } of series) {
      const i = Number(labels[3]);
      expect([...values]).toEqual(Array.from({ length: ROWS }, (_, row) => i * row));
    }
    await reopened.close();
  }, 60_000);
});
