import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { labelsFromRecord } from '@/lib/labels/labels';
import type { Matcher } from '@/lib/labels/matcher';
import type { StoreLimits } from './limits';
import type { ExemplarOutcome, ExemplarSet } from './storage';
import type { Store } from './store';
import { COHORT, metricIs, openTestStore } from './testing/testStore';

const START = Date.UTC(2026, 10, 22, 12);
const DAY_MS = 86_400_000;
const FOREVER = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

async function write(store: Store, metric: string, ...times: number[]): Promise<(ExemplarOutcome | undefined)[]> {
  const appender = store.appender(COHORT);
  const ref = appender.series(labelsFromRecord({ __name__: metric, job: 'node' }));
  if (typeof ref !== 'number') throw new Error(ref);
  const outcomes = times.map((timestampMs) =>
    appender.exemplar(ref, { labels: ['trace_id', `${timestampMs}`], value: 0.1, timestampMs }, false),
  );
  await appender.commit().durable();
  return outcomes;
}

function read(store: Store, matchers: readonly Matcher[], [from, to] = FOREVER): Promise<ExemplarSet> {
  return store.exemplars([matchers], from, to, new AbortController().signal);
}

async function timesOf(store: Store, metric: string, interval = FOREVER): Promise<number[]> {
  const { series, warnings } = await read(store, metricIs(metric), interval);
  expect(warnings).toEqual([]);
  return series.flatMap(({ exemplars }) => exemplars.map(({ timestampMs }) => timestampMs - START));
}

describe('exemplars in the store', () => {
  const database = useTestDatabase();
  const open = (clock: { nowMs: number }, limits: Partial<StoreLimits> = {}) =>
    openTestStore(database(), clock, limits);

  it('are found with their series, their labels and their value, from the moment of the commit on', async () => {
    const store = await open({ nowMs: START });
    expect(await write(store, 'whole', START, START + 1)).toEqual(['ok', 'ok']);
    expect(await read(store, metricIs('whole'))).toEqual({
      series: [
        {
          labels: ['__name__', 'whole', 'job', 'node'],
          exemplars: [
            { labels: ['trace_id', `${START}`], value: 0.1, timestampMs: START },
            { labels: ['trace_id', `${START + 1}`], value: 0.1, timestampMs: START + 1 },
          ],
        },
      ],
      warnings: [],
    });
    expect(await timesOf(store, 'whole', [START + 1, START + 1])).toEqual([1]);
    expect(await timesOf(store, 'other')).toEqual([]);
    await store.close();
  });

  it('are not seen before the commit, nor after a rollback', async () => {
    const store = await open({ nowMs: START });
    const appender = store.appender(COHORT);
    const ref = appender.series(labelsFromRecord({ __name__: 'undone' }));
    if (typeof ref !== 'number') throw new Error(ref);
    appender.exemplar(ref, { labels: [], value: 1, timestampMs: START }, false);
    expect(await timesOf(store, 'undone')).toEqual([]);
    appender.rollback();
    expect(await timesOf(store, 'undone')).toEqual([]);
    await store.close();
  });

  it('are refused with the reason', async () => {
    const clock = { nowMs: START };
    const store = await open(clock);
    expect(await write(store, 'refused', START, START - 1, START)).toEqual(['ok', 'outOfOrder', 'duplicate']);
    expect(await write(store, 'refused', START, START - 1)).toEqual(['duplicate', 'outOfOrder']);
    expect(await write(store, 'refused', START + DAY_MS, START - 30 * DAY_MS, Number.NaN)).toEqual([
      'tooFarAhead',
      'tooOld',
      'tooOld',
    ]);
    const appender = store.appender(COHORT);
    const ref = appender.series(labelsFromRecord({ __name__: 'long' }));
    if (typeof ref !== 'number') throw new Error(ref);
    const withText = (text: string) => ({ labels: ['id', text], value: 1, timestampMs: START });
    expect(appender.exemplar(ref, withText('x'.repeat(127)), false)).toBe('tooLong');
    // Characters count, not code units: this has 126 of them.
    expect(appender.exemplar(ref, withText('𝒳'.repeat(126)), false)).toBe('ok');
    expect(appender.exemplar(ref + 999, withText('x'), false)).toBeUndefined();
    appender.commit();
    const refused = store.metrics().find(({ name }) => name === 'belvedere_storage_exemplars_refused_total');
    expect(refused?.samples.map(({ labels, value }) => `${labels['reason']} ${value}`)).toEqual([
      'outOfOrder 2',
      'tooOld 2',
      'tooFarAhead 1',
      'tooLong 1',
      'disabled 0',
    ]);
    await store.close();
  });

  it('survive a restart from the log, from pages, and from both', async () => {
    const clock = { nowMs: START };
    let store = await open(clock);
    await write(store, 'kept', START);
    await store.close();
    store = await open(clock);
    expect(await timesOf(store, 'kept')).toEqual([0]);
    await store.sealNow();
    await write(store, 'kept', START + 1000);
    await store.close();
    store = await open(clock);
    expect(await timesOf(store, 'kept')).toEqual([0, 1000]);
    expect(await write(store, 'kept', START + 1000)).toEqual(['duplicate']);
    await store.close();
  });

  it('are read from pages where the ring does not reach back', async () => {
    const clock = { nowMs: START };
    let store = await open(clock, { maxExemplars: 2 });
    await write(store, 'many', START, START + 1, START + 2);
    await store.sealNow();
    await write(store, 'many', START + 3, START + 4);
    expect(await timesOf(store, 'many')).toEqual([0, 1, 2, 3, 4]);
    expect(await timesOf(store, 'many', [START + 1, START + 3])).toEqual([1, 2, 3]);
    await store.close();
    store = await open(clock, { maxExemplars: 1 });
    expect(await timesOf(store, 'many')).toEqual([0, 1, 2, 3, 4]);
    await store.close();
  });

  it('leave out a damaged page, and say so', async () => {
    const clock = { nowMs: START };
    let store = await open(clock);
    await write(store, 'damaged', START);
    await store.sealNow();
    await store.close();
    const { prisma } = database();
    const { id, day, data } = await prisma.exemplarPage.findFirstOrThrow({ orderBy: { id: 'desc' } });
    const flipped = Uint8Array.from(data);
    flipped[12] = (flipped[12] ?? 0) ^ 1;
    await prisma.exemplarPage.update({ where: { day_id: { day, id } }, data: { data: flipped } });
    store = await open(clock);
    expect(store.stats().damaged).toBe(1);
    expect((await read(store, metricIs('damaged'))).series).toEqual([]);
    await store.close();
    await prisma.exemplarPage.delete({ where: { day_id: { day, id } } });
  });

  it('go with the retention of raw samples', async () => {
    const clock = { nowMs: START };
    let store = await open(clock);
    await write(store, 'old', START);
    await store.sealNow();
    await store.close();
    const { prisma } = database();
    expect(await prisma.exemplarPage.count()).toBeGreaterThan(0);
    clock.nowMs = START + 17 * DAY_MS;
    store = await open(clock);
    await expect.poll(() => prisma.exemplarPage.count(), { timeout: 10_000 }).toBe(0);
    await store.close();
  });
});
