import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { appendRow, metricIs, openTestStore, selectAll } from './testing/testStore';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 10, 1, 12, 0, 0);
const SERIES = [{ __name__: 'up', job: 'a' }];

describe('retention', () => {
  const database = useTestDatabase();

  async function days(): Promise<string[]> {
    const rows = await database().prisma.$queryRaw<{ name: string }[]>`
      SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE nspname = 'partitions' AND relkind = 'r' AND relname LIKE 'Page_raw_0_%' ORDER BY 1`;
    return rows.map(({ name }) => name.slice(-8));
  }

  async function untilDays(want: readonly string[]): Promise<void> {
    for (let waitedMs = 0; waitedMs < 8_000 && (await days()).join() !== want.join(); waitedMs += 100) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await days()).toEqual(want);
  }

  it('makes partitions ahead, and drops days that are past it, with all that is in them', async () => {
    const clock = { nowMs: START };
    let store = await openTestStore(database(), clock);
    await untilDays(['20261101', '20261102']);
    appendRow(store, START, SERIES, () => 1);
    await store.sealNow();
    clock.nowMs = START + 10 * DAY_MS;
    appendRow(store, clock.nowMs, SERIES, () => 2);
    await store.sealNow();
    await untilDays(['20261101', '20261102', '20261111', '20261112']);
    expect((await selectAll(store, metricIs('up'))).series[0]?.values).toEqual(Float64Array.of(1, 2));
    await store.close();

    // What a process leaves that is killed between detaching and dropping.
    await database().prisma.$executeRawUnsafe(
      'ALTER TABLE "partitions"."Page_raw_0" DETACH PARTITION "partitions"."Page_raw_0_20261102"',
    );
    clock.nowMs = START + 17 * DAY_MS;
    store = await openTestStore(database(), clock);
    await untilDays(['20261111', '20261112', '20261118', '20261119']);
    expect((await selectAll(store, metricIs('up'))).series[0]?.values).toEqual(Float64Array.of(2));
    expect(store.stats().sealedWindows).toBe(1);
    await store.close();
  });
});

describe('fencing', () => {
  const database = useTestDatabase();

  it('keeps a collector from writing whose store was taken over', async () => {
    const clock = { nowMs: START };
    let fenced: Error | undefined;
    const store = await openTestStore(database(), clock, {}, [], (error) => {
      fenced = error;
    });
    await appendRow(store, START, SERIES, () => 1).durable();
    await database().prisma.$executeRaw`UPDATE "StoreState" SET "epoch" = "epoch" + 1`;
    const rows = await database().prisma.headLog.count();
    await expect(appendRow(store, START + 1, SERIES, () => 2).durable()).rejects.toMatchObject({
      code: 'storage_unavailable',
    });
    expect(fenced).toMatchObject({ code: 'another_collector' });
    expect(await database().prisma.headLog.count()).toBe(rows);
    await store.close();
  });
});
