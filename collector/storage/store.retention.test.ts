import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import type { StoreRetention } from './retention/policy';
import { appendRow, type LoggedLine, metricIs, openTestStore, selectAll, type TestClock } from './testing/testStore';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.UTC(2026, 10, 1, 12, 0, 0);
const SERIES = [{ __name__: 'up', job: 'a' }];

const NO_TIERS: StoreRetention = {
  defaults: { rawMs: 15 * DAY_MS, fiveMinuteMs: 0, oneHourMs: 0 },
  rules: [],
  maxBytes: 0,
};
const DEBUG_FOR_A_DAY: StoreRetention = {
  ...NO_TIERS,
  rules: [
    {
      matchers: [{ name: '__name__', operator: '=~', value: 'debug_.*' }],
      times: { rawMs: DAY_MS, fiveMinuteMs: 0, oneHourMs: 0 },
    },
  ],
};

describe('retention', { timeout: 60_000 }, () => {
  const database = useTestDatabase();

  async function partitions(): Promise<string[]> {
    const rows = await database().prisma.$queryRaw<{ name: string }[]>`
      SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE nspname = 'partitions' AND relkind = 'r' AND relname LIKE 'Page_%' ORDER BY 1`;
    return rows.map(({ name }) => name.slice('Page_raw_'.length));
  }

  async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    for (let waitedMs = 0; waitedMs < 30_000 && !(await isSo()); waitedMs += 100) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async function untilPartitions(want: readonly string[]): Promise<void> {
    await until(async () => (await partitions()).join() === want.join());
    expect(await partitions()).toEqual(want);
  }

  const open = (clock: TestClock, retention: StoreRetention, lines: LoggedLine[] = []) =>
    openTestStore(database(), clock, {}, lines, undefined, retention);

  async function removeAll(): Promise<void> {
    const { prisma } = database();
    for (const name of await partitions()) await prisma.$executeRawUnsafe(`DROP TABLE "partitions"."Page_raw_${name}"`);
    await prisma.$executeRaw`TRUNCATE "Window", "FreshPage", "HeadLog", "SeriesBlock"`;
  }

  it('makes partitions ahead, and drops days that are past it, with all that is in them', async () => {
    const clock = { nowMs: START };
    let store = await open(clock, NO_TIERS);
    await untilPartitions(['0_20261101', '0_20261102']);
    appendRow(store, START, SERIES, () => 1);
    await store.sealNow();
    clock.nowMs = START + 10 * DAY_MS;
    appendRow(store, clock.nowMs, SERIES, () => 2);
    await store.sealNow();
    await untilPartitions(['0_20261101', '0_20261102', '0_20261111', '0_20261112']);
    expect((await selectAll(store, metricIs('up'))).series[0]?.values).toEqual(Float64Array.of(1, 2));
    await store.close();

    // What a process leaves that is killed between detaching and dropping.
    await database().prisma.$executeRawUnsafe(
      'ALTER TABLE "partitions"."Page_raw_0" DETACH PARTITION "partitions"."Page_raw_0_20261102"',
    );
    clock.nowMs = START + 17 * DAY_MS;
    store = await open(clock, NO_TIERS);
    await untilPartitions(['0_20261111', '0_20261112', '0_20261118', '0_20261119']);
    expect((await selectAll(store, metricIs('up'))).series[0]?.values).toEqual(Float64Array.of(2));
    expect(store.stats().sealedWindows).toBe(1);
    await store.close();
    await removeAll();
  });

  it('keeps series of a rule in partitions of their own, and drops those by its times', async () => {
    const clock = { nowMs: START };
    let store = await open(clock, DEBUG_FOR_A_DAY);
    appendRow(store, START, [...SERIES, { __name__: 'debug_gc' }], (i) => i);
    await store.sealNow();
    await untilPartitions(['0_20261101', '0_20261102', '1_20261101']);
    await store.close();
    store = await open(clock, DEBUG_FOR_A_DAY);
    expect((await selectAll(store, metricIs('debug_gc'))).series[0]?.values).toEqual(Float64Array.of(1));
    clock.nowMs = START + 2 * DAY_MS;
    await untilPartitions(['0_20261101', '0_20261102', '0_20261103', '0_20261104']);
    expect((await selectAll(store, metricIs('debug_gc'))).series).toEqual([]);
    expect((await selectAll(store, metricIs('up'))).series[0]?.values).toEqual(Float64Array.of(0));
    expect(metric(store, 'partitions_dropped_total', { reason: 'time' })).toBe(1);
    await store.close();
    await removeAll();
  });

  it('follows rules that change, for what comes from then on', async () => {
    const clock = { nowMs: START };
    const store = await open(clock, NO_TIERS);
    const debug = [{ __name__: 'debug_gc' }];
    appendRow(store, START, debug, () => 1);
    await store.sealNow();
    await store.applyRetention(DEBUG_FOR_A_DAY);
    clock.nowMs = START + 2 * HOUR_MS;
    appendRow(store, clock.nowMs, debug, () => 2);
    await store.sealNow();
    const rows = await database().prisma.window.findMany({ where: { tier: 0 }, orderBy: { windowStart: 'asc' } });
    expect(rows.map((row) => row.class)).toEqual([0, 1]);
    expect((await selectAll(store, metricIs('debug_gc'))).series[0]?.values).toEqual(Float64Array.of(1, 2));
    await store.close();
    await removeAll();
  });

  it('moves series of older windows to their present classes when asked, and what was moved stays', async () => {
    const clock = { nowMs: START };
    let store = await open(clock, NO_TIERS);
    const series = [...SERIES, { __name__: 'debug_gc' }, { __name__: 'debug_heap' }];
    for (let window = 0; window < 3; window++) {
      clock.nowMs = START + window * 2 * HOUR_MS;
      for (let i = 0; i < 5; i++) appendRow(store, clock.nowMs + i, series, (n) => n * 100 + window * 10 + i);
      await store.sealNow();
    }
    const before = await selectAll(store, []);
    await store.applyRetention(DEBUG_FOR_A_DAY);
    expect(await store.startRepack()).toMatchObject({ running: true, windowsTotal: 3 });
    await until(() => !store.repackStatus().running);
    expect(store.repackStatus()).toEqual({
      running: false,
      windowsDone: 3,
      windowsTotal: 3,
      seriesMoved: 6,
      error: '',
    });
    const windows = () => database().prisma.window.findMany({ where: { tier: 0 }, orderBy: [{ class: 'asc' }] });
    expect((await windows()).map((row) => [row.class, Number(row.samples)])).toEqual([
      ...[0, 0, 0].map((id) => [id, 5]),
      ...[1, 1, 1].map((id) => [id, 10]),
    ]);
    expect(await selectAll(store, [])).toEqual(before);
    await store.close();

    // A second time there is nothing to move; a repacking that was interrupted goes on at the next start.
    await database().prisma.repack.create({ data: { id: 1, doneBefore: new Date(START + 2 * HOUR_MS) } });
    store = await open(clock, DEBUG_FOR_A_DAY);
    await until(() => !store.repackStatus().running);
    expect(store.repackStatus()).toMatchObject({ windowsTotal: 4, seriesMoved: 0 });
    expect(await database().prisma.repack.count()).toBe(0);
    expect((await selectAll(store, [])).series).toHaveLength(3);
    clock.nowMs = START + 2 * DAY_MS;
    await until(async () => (await selectAll(store, [])).series.length === 1);
    expect((await selectAll(store, [])).series).toHaveLength(1);
    await store.close();
    await removeAll();
  });

  it('drops the oldest days when the store takes more room than it may, never the newest', async () => {
    const clock = { nowMs: START };
    const lines: LoggedLine[] = [];
    const store = await open(clock, { ...NO_TIERS, maxBytes: 1 << 40 }, lines);
    for (let day = 0; day < 4; day++) {
      clock.nowMs = START + day * DAY_MS;
      appendRow(store, clock.nowMs, SERIES, () => day);
      await store.sealNow();
    }
    clock.nowMs += 61_000;
    await until(() => metric(store, 'oldest_sample_timestamp_seconds', { tier: 'raw' }) === START / 1000);
    expect(metric(store, 'disk_bytes', { tier: 'raw' })).toBeGreaterThan(0);
    expect(metric(store, 'oldest_sample_timestamp_seconds', { tier: 'raw' })).toBe(START / 1000);
    const perDay = 40_960;
    const bytes = metric(store, 'disk_store_bytes', {});
    await store.applyRetention({ ...NO_TIERS, maxBytes: bytes - perDay / 2 });
    clock.nowMs += 61_000;
    await until(() => metric(store, 'partitions_dropped_total', { reason: 'size' }) > 0);
    expect((await selectAll(store, metricIs('up'))).series[0]?.values[0]).toBeGreaterThan(0);
    expect(lines.find(({ message }) => message === 'dropping the oldest samples to make room')?.fields).toMatchObject({
      limit: expect.stringContaining('BELVEDERE_RETENTION_SIZE is'),
    });
    await store.applyRetention({ ...NO_TIERS, maxBytes: 1 });
    const values = async () => [...((await selectAll(store, metricIs('up'))).series[0]?.values ?? [])];
    const ofLimit = () => lines.find(({ message }) => message.includes('nothing left to drop'));
    await until(async () => {
      clock.nowMs += 61_000;
      return (await values()).length === 1 && ofLimit() !== undefined;
    });
    expect(await values()).toEqual([3]);
    expect(ofLimit()?.level).toBe('error');
    expect(metric(store, 'retention_unmet_bytes', {})).toBeGreaterThan(0);
    await store.close();
  });
});

function metric(
  store: Awaited<ReturnType<typeof openTestStore>>,
  name: string,
  labels: Record<string, string>,
): number {
  const found = store.metrics().find((candidate) => candidate.name === `belvedere_storage_${name}`);
  const sample = found?.samples.find((candidate) => JSON.stringify(candidate.labels) === JSON.stringify(labels));
  return sample?.value ?? Number.NaN;
}

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
