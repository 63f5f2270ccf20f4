import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import type { Matcher } from '@/lib/labels/matcher';
import type { Store } from './store';
import { appendRow, metricIs, openTestStore, selectAll } from './testing/testStore';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 10, 22, 10, 0, 0);
const STEP_MS = 60_000;
const FIVE_MINUTES = 300_000;
const SERIES = [
  { __name__: 'm', i: '0' },
  { __name__: 'm', i: '1' },
];
const FIRST: Matcher[] = [...metricIs('m'), { name: 'i', operator: '=', value: '0' }];
const EVER = { fromMs: Number.MIN_SAFE_INTEGER, untilMs: Number.MAX_SAFE_INTEGER };

const at = (row: number) => START + row * STEP_MS;

function fill(store: Store, fromRow: number, toRow: number): void {
  for (let row = fromRow; row < toRow; row++) appendRow(store, at(row), SERIES, (i) => row + i * 1_000);
}

function remove(
  store: Store,
  matchers: readonly Matcher[],
  fromMs = EVER.fromMs,
  untilMs = EVER.untilMs,
): Promise<number> {
  return store.deleteSeries({ matcherSets: [matchers], fromMs, untilMs, signal: new AbortController().signal });
}

async function rowsOf(store: Store, i: string): Promise<number[]> {
  const { series, warnings } = await selectAll(store, metricIs('m'));
  expect(warnings).toEqual([]);
  const found = series.find(({ labels }) => labels.includes(i));
  return Array.from(found?.timestamps ?? [], (ms) => (ms - START) / STEP_MS);
}

async function labelSets(store: Store): Promise<number> {
  const querier = store.querier(EVER.fromMs, EVER.untilMs);
  const query = { matcherSets: [metricIs('m')], limit: 0 };
  const { series } = await querier.seriesLabels(query, new AbortController().signal);
  querier.close();
  return series.length;
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('deleted samples', { timeout: 60_000 }, () => {
  const database = useTestDatabase();
  const samples = async () => {
    const { _sum } = await database().prisma.window.aggregate({ where: { tier: 0 }, _sum: { samples: true } });
    return Number(_sum.samples ?? 0);
  };

  it('are gone at once, in open blocks, fresh pages and sealed ones, and stay so', async () => {
    const clock = { nowMs: at(100) };
    let store = await openTestStore(database(), clock);
    fill(store, 0, 100);
    await store.sealNow();
    clock.nowMs = at(200);
    fill(store, 120, 200);
    // Late: what the log says of it is not in order when it is replayed.
    await appendRow(store, at(190) + 1, SERIES, (i) => (i === 0 ? 1 : undefined)).durable();
    await appendRow(store, at(140) + 1, SERIES, (i) => (i === 0 ? 1 : undefined)).durable();
    expect(await remove(store, FIRST, at(190) + 1, at(190) + 1)).toBe(1);
    expect(await remove(store, FIRST, at(50), at(149))).toBe(1);
    const left = [...range(0, 50), ...range(150, 200)];
    const all = [...range(0, 100), ...range(120, 200)];
    expect(await rowsOf(store, '0')).toEqual(left);
    expect(await rowsOf(store, '1')).toEqual(all);
    await store.close();

    store = await openTestStore(database(), clock);
    expect(await rowsOf(store, '0')).toEqual(left);
    await store.sealNow();
    expect(await rowsOf(store, '0')).toEqual(left);
    expect(await rowsOf(store, '1')).toEqual(all);
    // The window that was sealed before has them still, the one that was sealed since has not.
    expect(await samples()).toBe(200 + 130);
    await store.cleanTombstones();
    expect(await samples()).toBe(150 + 130);
    expect(await rowsOf(store, '0')).toEqual(left);
    await store.close();
    await database().prisma.$executeRaw`TRUNCATE "Window", "Page", "FreshPage", "HeadLog", "SeriesBlock", "Tombstone"`;
  });

  it('do not hide what comes later, whatever its time', async () => {
    const clock = { nowMs: at(60) };
    let store = await openTestStore(database(), clock);
    fill(store, 0, 60);
    await store.sealNow();
    await remove(store, metricIs('m'));
    expect(await rowsOf(store, '0')).toEqual([]);
    expect(await labelSets(store)).toBe(0);
    await appendRow(store, at(60), SERIES, () => 1).durable();
    await appendRow(store, at(30) + 1, SERIES, () => 2).durable();
    const rows = async () => (await rowsOf(store, '0')).map((row) => Math.floor(row));
    expect(await rows()).toEqual([30, 60]);
    expect(await labelSets(store)).toBe(2);
    await store.close();
    store = await openTestStore(database(), clock);
    expect(await rows()).toEqual([30, 60]);
    await store.sealNow();
    expect(await rows()).toEqual([30, 60]);
    await store.cleanTombstones();
    expect(await rows()).toEqual([30, 60]);
    expect(await samples()).toBe(4);
    await store.close();
    await database().prisma.$executeRaw`TRUNCATE "Window", "Page", "FreshPage", "HeadLog", "SeriesBlock", "Tombstone"`;
  });

  it('are forgotten when nothing of them is left, and repeated deletions are one', async () => {
    const clock = { nowMs: at(60) };
    const store = await openTestStore(database(), clock);
    fill(store, 0, 60);
    await store.sealNow();
    await remove(store, FIRST, at(20), at(30));
    await remove(store, metricIs('m'), at(10), at(40));
    expect(await database().prisma.tombstone.count()).toBe(1);
    expect(await remove(store, metricIs('none'))).toBe(0);
    expect(await database().prisma.tombstone.count()).toBe(1);
    await remove(store, FIRST);
    await store.cleanTombstones();
    expect(await rowsOf(store, '0')).toEqual([]);
    expect(await rowsOf(store, '1')).toEqual([...range(0, 10), ...range(41, 60)]);
    // Tiers are built again in the background.
    clock.nowMs += 12 * HOUR_MS;
    await store.sealNow();
    await store.cleanTombstones();
    expect(await database().prisma.tombstone.count()).toBe(0);
    await store.close();
    await database().prisma.$executeRaw`TRUNCATE "Window", "Page", "FreshPage", "HeadLog", "SeriesBlock", "Tombstone"`;
  });

  it('are gone from the tiers, too: their buckets at once, and the samples beside them are back when these are built again', async () => {
    const clock = { nowMs: START };
    const store = await openTestStore(database(), clock);
    for (let row = 0; row < 300; row++) {
      clock.nowMs = at(row);
      appendRow(store, at(row), SERIES, (i) => row + i * 1_000);
    }
    await store.sealNow();
    /** Largest value by bucket, numbered by its end in steps of five minutes. */
    const buckets = async (i: string) => {
      const querier = store.querier(START, at(300));
      const hints = { func: 'max_over_time', stepMs: FIVE_MINUTES, rangeMs: FIVE_MINUTES, startMs: START };
      const set = await querier.select(metricIs('m'), hints, new AbortController().signal);
      querier.close();
      expect(set.resolutionMs).toBe(FIVE_MINUTES);
      const column = set.series.find(({ labels }) => labels.includes(i));
      const stamps = Array.from(column?.timestamps ?? [], (ms) => (ms - START) / FIVE_MINUTES);
      return new Map(stamps.map((stamp, k) => [stamp, column?.values[k]]));
    };
    expect((await buckets('0')).get(3)).toBe(15);
    // Minutes 12 to 22: all of the buckets that end at 20, and parts of those before and after it.
    await remove(store, FIRST, at(12), at(22));
    const hidden = await buckets('0');
    expect([2, 3, 4, 5, 6].map((stamp) => hidden.get(stamp))).toEqual([10, undefined, undefined, undefined, 30]);
    expect((await buckets('1')).get(4)).toBe(1_020);
    await store.cleanTombstones();
    await store.sealNow();
    const rebuilt = await buckets('0');
    expect([2, 3, 4, 5, 6].map((stamp) => rebuilt.get(stamp))).toEqual([10, 11, undefined, 25, 30]);
    await store.cleanTombstones();
    expect(await database().prisma.tombstone.count()).toBe(0);
    await store.close();
  });
});
