import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { appendRow, metricIs, openTestStore, selectAll } from './testing/testStore';

const START = Date.UTC(2026, 10, 22, 10, 0, 0);
const LIMITS = { blockMs: 60_000, logSegmentMs: 1e9 };

/** Blocks are closed and stored once a second. */
async function untilStored(store: Awaited<ReturnType<typeof openTestStore>>): Promise<void> {
  for (let waitedMs = 0; waitedMs < 10_000; waitedMs += 50) {
    const { freshPages, waitingPageBytes } = store.stats();
    if (freshPages > 0 && waitingPageBytes === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no page was stored');
}

describe('a store whose pages name series that nothing else knows', () => {
  const database = useTestDatabase();

  // A page was stored, and the process killed before the log row with the creation of its series was committed.
  it('does not give their samples to the series that are created next', async () => {
    const clock = { nowMs: START };
    const first = await openTestStore(database(), clock, LIMITS);
    for (let row = 0; row < 5; row++) appendRow(first, START + row * 1_000, [{ __name__: 'lost' }], () => 1);
    clock.nowMs += 2 * LIMITS.blockMs;
    await untilStored(first);
    await first.close();
    await database().prisma.$executeRaw`TRUNCATE "HeadLog"`;
    await database().prisma.$executeRaw`TRUNCATE "SeriesBlock"`;

    const second = await openTestStore(database(), clock, LIMITS);
    await appendRow(second, clock.nowMs, [{ __name__: 'other' }], () => 2).durable();
    await second.sealNow();
    const { series } = await selectAll(second, metricIs('other'));
    expect(series.map(({ values }) => [...values])).toEqual([[2]]);
    await second.close();

    const third = await openTestStore(database(), clock, LIMITS);
    const reopened = await selectAll(third, metricIs('other'));
    expect(reopened.series.map(({ values }) => [...values])).toEqual([[2]]);
    await third.close();
  }, 30_000);
});
