import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { getLabel, labelsFromRecord } from '@/lib/labels/labels';
import { ColdIndex } from './cold/coldIndex';
import type { ColdSeries } from './cold/coldRun';
import { Lease } from './postgres/lease';
import { storeTables } from './postgres/tables';
import type { Store } from './store';
import { appendRow, metricIs, openTestStore, selectAll } from './testing/testStore';

const START_MS = Date.UTC(2026, 10, 22, 1);
const pod = (i: number) => ({ __name__: 'm', pod: `p-${i}` });
const PODS = [pod(0), pod(1), pod(2)];
const signal = new AbortController().signal;

async function valuesByPod(store: Store): Promise<Record<string, number[]>> {
  const { series } = await selectAll(store, metricIs('m'));
  expect(new Set(series.map(({ labels }) => getLabel(labels, 'pod'))).size).toBe(series.length);
  return Object.fromEntries(series.map(({ labels, values }) => [getLabel(labels, 'pod'), [...values]]));
}

describe('a store whose series are in the cold index, too', () => {
  const database = useTestDatabase();

  /** As a process leaves it that was killed after it had written series, and before it dropped them. */
  async function writeToColdIndex(series: readonly ColdSeries[]): Promise<void> {
    const { prisma, url } = database();
    const lease = await Lease.acquire({ prisma, databaseUrl: url, waitMs: 5_000, onLost: () => undefined });
    const { cold: table, coldPartitions: partitions } = storeTables(prisma, lease);
    const views = { drained: async () => undefined };
    const cold = await ColdIndex.open({ table, partitions, views, maxCacheBytes: 1 << 20, onDamage: () => undefined });
    await cold.add(series);
    await lease.release();
  }

  it('answers each once, though a crash left them in both', async () => {
    const clock = { nowMs: START_MS };
    const first = await openTestStore(database(), clock);
    for (let row = 0; row < 3; row++, clock.nowMs += 15_000) {
      await appendRow(first, clock.nowMs, PODS, (i) => i + 10 * row).durable();
    }
    await first.sealNow();
    const { series } = await selectAll(first, metricIs('m'));
    await first.close();
    await writeToColdIndex(
      series.map(({ ref, labels, timestamps }) => ({
        ref,
        labels,
        firstMs: timestamps[0] as number,
        lastMs: timestamps[timestamps.length - 1] as number,
      })),
    );
    const store = await openTestStore(database(), clock);
    const want = { 'p-0': [0, 10, 20], 'p-1': [1, 11, 21], 'p-2': [2, 12, 22] };
    expect(await valuesByPod(store)).toEqual(want);
    const querier = store.querier(START_MS - 3_600_000, clock.nowMs);
    const query = { matcherSets: [metricIs('m')], limit: 0 };
    const { series: labels } = await querier.seriesLabels(query, signal);
    expect(labels.map((one) => getLabel(one, 'pod')).sort()).toEqual(['p-0', 'p-1', 'p-2']);
    expect((await querier.labelValues('pod', query, signal)).names).toEqual(['p-0', 'p-1', 'p-2']);
    expect((await querier.seriesLabels({ ...query, limit: 2 }, signal)).series).toHaveLength(2);
    querier.close();
    // They go on as if nothing had been.
    await appendRow(store, clock.nowMs, PODS, (i) => i + 30).durable();
    expect(await valuesByPod(store)).toEqual({
      'p-0': [...want['p-0'], 30],
      'p-1': [1, 11, 21, 31],
      'p-2': [2, 12, 22, 32],
    });
    await store.close();
  });

  it('names a damaged page of it, and answers from the rest', async () => {
    const cold = (ref: number, name: string): ColdSeries => ({
      ref,
      labels: labelsFromRecord({ __name__: 'gone', pod: name }),
      firstMs: START_MS,
      lastMs: START_MS + 15_000,
    });
    await writeToColdIndex([cold(901, 'a')]);
    await writeToColdIndex([cold(902, 'b')]);
    const { prisma } = database();
    const [page] = await prisma.coldPage.findMany({ where: { part: 1 }, orderBy: { run: 'desc' }, take: 1 });
    if (page === undefined) throw new Error('no page');
    const { level, dayStart, run, part } = page;
    const data = page.data.slice();
    data[12] = (data[12] as number) ^ 32;
    await prisma.coldPage.updateMany({ where: { level, dayStart, run, part }, data: { data } });
    const store = await openTestStore(database(), { nowMs: START_MS + 60_000 });
    const querier = store.querier(START_MS, START_MS + 60_000);
    const answer = await querier.seriesLabels({ matcherSets: [metricIs('gone')], limit: 0 }, signal);
    querier.close();
    expect(answer.series.map((labels) => getLabel(labels, 'pod'))).toEqual(['a']);
    expect(answer.warnings).toEqual([
      expect.stringMatching(
        /stored series are damaged and left out: cold index, page 1 of 2026-11-22\/run \d+: coldBlock page/,
      ),
    ]);
    expect(store.stats().damaged).toBe(1);
    await store.close();
  });

  it('is asked only about times that it has, and a query without it says so', async () => {
    const nowMs = START_MS + 7_200_000;
    const store = await openTestStore(database(), { nowMs });
    await appendRow(store, nowMs, [{ __name__: 'gone', pod: 'now' }], () => 1).durable();
    await database().prisma.$executeRaw`ALTER TABLE "ColdRun" RENAME TO "ColdRunAway"`;
    try {
      const recent = await selectAll(store, metricIs('gone'), START_MS + 3_600_000, nowMs);
      expect([recent.series.length, recent.warnings]).toEqual([1, []]);
      const early = await selectAll(store, metricIs('gone'), START_MS, nowMs);
      expect(early.series).toHaveLength(1);
      expect(early.warnings).toEqual(['Postgres cannot be reached: the answer has only the series in memory']);
    } finally {
      await database().prisma.$executeRaw`ALTER TABLE "ColdRunAway" RENAME TO "ColdRun"`;
    }
    await store.close();
  });
});
