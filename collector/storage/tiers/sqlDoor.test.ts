import { crc32 } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { labelsFromRecord } from '@/lib/labels/labels';
import { isStaleAt, wordsOf } from '@/lib/labels/staleness';
import { ColdIndex } from '../cold/coldIndex';
import { Lease } from '../postgres/lease';
import { storeTables } from '../postgres/tables';
import type { Store } from '../store';
import { COHORT, metricIs, openTestStore } from '../testing/testStore';
import { bucketFacts, type RawSamples, randomSeries } from './testing/rawModel';

const HOUR_MS = 3_600_000;
const MONTH_MS = 720 * HOUR_MS;
const BORDER = Math.floor(Date.UTC(2026, 10, 22) / MONTH_MS) * MONTH_MS;
/** A day before the border of two windows of the 1h tier, and a day after. */
const FROM = BORDER - 24 * HOUR_MS;
const UNTIL = BORDER + 24 * HOUR_MS;

interface TestSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly counter: boolean;
  readonly samples: RawSamples;
}

function testSeries(seed: number, counter: boolean, labels: Readonly<Record<string, string>>): TestSeries {
  return { labels, counter, samples: randomSeries(seed, { fromMs: FROM, untilMs: UNTIL, counter, stepMs: 60_000 }) };
}

const SERIES: readonly TestSeries[] = [
  testSeries(40, true, { __name__: 'requests_total', code: '200', job: 'api' }),
  testSeries(41, true, { __name__: 'requests_total', code: '500', job: 'api' }),
  testSeries(42, false, { __name__: 'temperature', job: 'größe"\\', room: 'a' }),
];

interface Row {
  readonly labels: Readonly<Record<string, string>>;
  readonly time: Date;
  readonly last: number;
  readonly min: number | null;
  readonly max: number;
  readonly sum: number | null;
  readonly count: bigint;
  readonly increase: number | null;
}

async function append(store: Store, clock: { nowMs: number }, samples: RawSamples, i: number): Promise<void> {
  const words = wordsOf(samples.values);
  for (const [at, timeMs] of samples.timestamps.entries()) {
    clock.nowMs = Math.max(clock.nowMs, timeMs);
    const appender = store.appender({ ...COHORT, instance: `${i}` }, { backfill: true });
    const ref = appender.series(labelsFromRecord(SERIES[i]?.labels ?? {}));
    if (typeof ref === 'string') throw new Error(ref);
    if (isStaleAt(words, at)) appender.appendStale(ref, timeMs);
    else appender.append(ref, timeMs, samples.values[at] as number);
    appender.commit();
  }
}

describe('the SQL door', () => {
  const database = useTestDatabase();

  beforeAll(async () => {
    const clock = { nowMs: FROM };
    const store = await openTestStore(database(), clock, { rawRetentionMs: 60 * 24 * HOUR_MS });
    for (const [i, { samples }] of SERIES.entries()) await append(store, clock, samples, i);
    clock.nowMs = UNTIL;
    await store.sealNow();
    await store.close();
  }, 60_000);

  function buckets(metric: string, matchers: Readonly<Record<string, string>> = {}, fromMs = FROM): Promise<Row[]> {
    const [from, to] = [new Date(fromMs), new Date(UNTIL)];
    return database().prisma.$queryRaw<Row[]>`
      SELECT * FROM belvedere_1h(${metric}, ${from}, ${to}, ${matchers}::jsonb) ORDER BY labels, time`;
  }

  it('gives the labels of series', async () => {
    const rows = await database().prisma.$queryRaw<{ labels: object }[]>`
      SELECT labels FROM belvedere_series('temperature')`;
    expect(rows).toEqual([{ labels: SERIES[2]?.labels }]);
  });

  it.each([0, 1, 2])('says the same as the samples, series %i', async (i) => {
    const { labels, samples, counter } = SERIES[i] as TestSeries;
    const { __name__: metric = '', ...rest } = labels;
    const rows = await buckets(metric, rest);
    const facts = bucketFacts(samples, HOUR_MS).filter(({ stampMs }) => stampMs <= UNTIL);
    expect(rows.map(({ time }) => time.getTime())).toEqual(facts.map(({ stampMs }) => stampMs));
    for (const [k, row] of rows.entries()) {
      const fact = facts[k] as (typeof facts)[number];
      expect(row.labels).toEqual(labels);
      expect([row.last, row.max, Number(row.count)]).toEqual([fact.last, fact.max, fact.count]);
      expect(row.min).toBe(counter ? null : fact.min);
      if (!counter) expect(row.sum).toBeCloseTo(fact.sum, 6);
      const isNext = facts[k - 1]?.stampMs === fact.stampMs - HOUR_MS;
      if (counter && isNext) expect(row.increase).toBeCloseTo(fact.increase, 6);
      if (!counter) expect(row.increase).toBeNull();
    }
  });

  it.each([
    [{ code: '200' }, 1],
    [{ code: '!200' }, 1],
    [{ code: '~[25]00' }, 2],
    [{ code: '!~5.*' }, 1],
    [{ code: '~0' }, 0],
    [{ room: '' }, 2],
    [{ job: 'web' }, 0],
  ])('matches labels: %j', async (matchers, series) => {
    const rows = await buckets('requests_total', matchers);
    expect(new Set(rows.map((row) => row.labels.code)).size).toBe(series);
  });

  it('begins with a bucket whose increase counts from the one before', async () => {
    const [all, late] = [
      await buckets('requests_total', { code: '200' }),
      await buckets('requests_total', { code: '200' }, BORDER),
    ];
    expect(late).toEqual(all.filter(({ time }) => time.getTime() >= BORDER));
  });

  it('names the page that is damaged', async () => {
    const { prisma } = database();
    const damage = () => prisma.$executeRaw`
      UPDATE "Page" SET "data" = set_byte("data", 40, get_byte("data", 40) # 1) WHERE "tier" = 2 AND "part" = 0`;
    await damage();
    await expect(buckets('temperature')).rejects.toThrow(/damaged page: page 0 of the window 1h\/0\//);
    await damage();
    expect((await buckets('temperature')).length).toBeGreaterThan(0);
  });

  it.each([8, 10, 12, 13, 14])('computes checksums as the store does, kind %i', async (kind) => {
    const page = Buffer.concat([Buffer.alloc(8), Buffer.from(`payload of kind ${kind}`)]);
    const rows = await database().prisma.$queryRaw<{ sum: bigint; steps: bigint }[]>`
      SELECT "belvedere".checksum(${page}, ${kind}::integer) AS sum,
        "belvedere".checksum_by_steps(${page}, ${kind}::integer) AS steps`;
    const wanted = BigInt(crc32(page.subarray(8), kind));
    expect(rows).toEqual([{ sum: wanted, steps: wanted }]);
  });

  it('finds series that left memory', async () => {
    const { prisma, url } = database();
    const lease = await Lease.acquire({ prisma, databaseUrl: url, waitMs: 5_000, onLost: () => undefined });
    const tables = storeTables(prisma, lease);
    const views = { drained: async () => undefined };
    const onDamage = (message: string) => expect.fail(message);
    const cold = await ColdIndex.open({
      table: tables.cold,
      partitions: tables.coldPartitions,
      views,
      maxCacheBytes: 1 << 20,
      onDamage,
    });
    const pods = Array.from({ length: 300 }, (_, i) => {
      const pod = i % 2 === 0 ? `pod-${i}` : `pod-\u{1f680}\u{1f680}${i}`;
      const more: Readonly<Record<string, string>> = i % 3 === 0 ? { zone: 'größer' } : {};
      return { __name__: i % 5 === 0 ? 'pod_other' : 'pod_memory', pod, ...more };
    });
    await cold.add(
      pods.map((labels, i) => ({ ref: 10_000 + i, labels: labelsFromRecord(labels), firstMs: FROM, lastMs: FROM + i })),
    );
    await lease.release();
    const rows = await prisma.$queryRaw<{ ref: bigint; labels: object }[]>`
      SELECT * FROM belvedere_series('pod_memory') ORDER BY ref`;
    const wanted = pods.flatMap((labels, i) =>
      labels.__name__ === 'pod_memory' ? [{ ref: BigInt(10_000 + i), labels }] : [],
    );
    expect(rows).toEqual(wanted);
    const zoned = await prisma.$queryRaw<object[]>`
      SELECT * FROM belvedere_series('pod_memory', '{"zone": "größer"}')`;
    expect(zoned).toHaveLength(wanted.filter(({ labels }) => 'zone' in labels).length);
  });

  it('agrees with the engine on what a query selects', async () => {
    const store = await openTestStore(database(), { nowMs: UNTIL }, { rawRetentionMs: 60 * 24 * HOUR_MS });
    const querier = store.querier(FROM, UNTIL);
    const hints = { func: 'sum_over_time', stepMs: HOUR_MS, rangeMs: HOUR_MS, startMs: FROM };
    const set = await querier.select(metricIs('temperature'), hints, new AbortController().signal);
    querier.close();
    await store.close();
    const rows = await buckets('temperature');
    expect(set.resolutionMs).toBe(HOUR_MS);
    expect([...(set.series[0]?.values ?? [])]).toEqual(rows.map(({ sum }) => sum));
  });
});
