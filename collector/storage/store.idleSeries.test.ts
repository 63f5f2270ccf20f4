import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { getLabel } from '@/lib/labels/labels';
import type { Store } from './store';
import { appendRow, metricIs, openTestStore, selectAll, type TestClock } from './testing/testStore';

const START = Date.UTC(2026, 10, 22, 10, 0, 0);
const HOUR_MS = 3_600_000;
const LIVE = { __name__: 'm', pod: 'live' };
const pod = (i: number) => ({ __name__: 'm', pod: `old-${i}` });

/** Rounds come once a second. */
async function until(isSo: () => boolean): Promise<void> {
  for (let waitedMs = 0; waitedMs < 15_000; waitedMs += 50) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come to that');
}

/** Samples of `m`: by pod, its values in order of time. */
async function valuesByPod(store: Store, minMs?: number, maxMs?: number): Promise<Record<string, readonly number[]>> {
  const { series, warnings } = await selectAll(store, metricIs('m'), minMs, maxMs);
  expect(warnings).toEqual([]);
  const entries = series.map(({ labels, values }) => [getLabel(labels, 'pod'), [...values]] as const);
  expect(new Set(entries.map(([name]) => name)).size).toBe(entries.length);
  return Object.fromEntries(entries);
}

async function seriesOf(store: Store): Promise<Map<string, number>> {
  const { series } = await selectAll(store, metricIs('m'));
  return new Map(series.map(({ labels, ref }) => [getLabel(labels, 'pod'), ref]));
}

/** Pods 0 .. 3 have two samples each and then no more; the live one goes on until they are dropped. */
async function dropOldPods(store: Store, clock: TestClock): Promise<void> {
  for (let row = 0; row < 2; row++, clock.nowMs += 15_000) {
    appendRow(store, clock.nowMs, [pod(0), pod(1), pod(2), pod(3), LIVE], (i) => i + row * 10);
  }
  await store.sealNow();
  for (let hour = 0; hour < 4; hour++) {
    clock.nowMs += HOUR_MS;
    await appendRow(store, clock.nowMs, [LIVE], () => 100 + hour).durable();
    await store.sealNow();
  }
  clock.nowMs += 16 * 60_000;
  await until(() => store.stats().series === 1);
}

describe('series without samples for hours', () => {
  const database = useTestDatabase();

  it('leave memory, are found all the same, and come back under a new ref', async () => {
    const clock = { nowMs: START };
    const store = await openTestStore(database(), clock);
    await dropOldPods(store, clock);
    expect(store.stats().idleSeriesDropped).toBe(4);
    const want = { 'old-0': [0, 10], 'old-1': [1, 11], 'old-2': [2, 12], 'old-3': [3, 13] };
    expect(await valuesByPod(store)).toEqual({ ...want, live: [4, 14, 100, 101, 102, 103] });
    expect(await valuesByPod(store, clock.nowMs - HOUR_MS)).toEqual({ live: [103] });

    const before = await seriesOf(store);
    await appendRow(store, clock.nowMs, [pod(1), pod(9)], (i) => 50 + i).durable();
    const after = await seriesOf(store);
    expect(after.get('old-1')).toBeGreaterThan(Math.max(...before.values()));
    expect(store.stats().series).toBe(3);
    expect((await valuesByPod(store))['old-1']).toEqual([1, 11, 50]);
    await store.sealNow();
    expect((await valuesByPod(store))['old-1']).toEqual([1, 11, 50]);
    await store.close();

    const reopened = await openTestStore(database(), clock);
    expect(reopened.stats().series).toBe(3);
    expect(await seriesOf(reopened)).toEqual(after);
    expect((await valuesByPod(reopened))['old-1']).toEqual([1, 11, 50]);
    await reopened.close();
  }, 60_000);

  it('never give their refs to others, though nothing of them is left in memory and in blocks', async () => {
    const clock = { nowMs: START + 24 * HOUR_MS };
    let highest = 0;
    for (let restart = 0; restart < 3; restart++) {
      const store = await openTestStore(database(), clock);
      await dropOldPods(store, clock);
      await appendRow(store, clock.nowMs, [{ __name__: 'm', pod: `new-${restart}` }], () => 1).durable();
      const ref = (await seriesOf(store)).get(`new-${restart}`) ?? 0;
      expect(ref).toBeGreaterThanOrEqual(highest + 5);
      highest = ref;
      // Saves which series there are.
      await store.sealNow();
      await store.close();
      clock.nowMs += HOUR_MS;
    }
  }, 120_000);

  it('a sample that comes through a remembered ref is taken, or the series is asked for again', async () => {
    const clock = { nowMs: START + 72 * HOUR_MS };
    const store = await openTestStore(database(), clock);
    const cohort = { job: 'node', instance: 'b', origin: '' };
    const first = store.appender(cohort);
    const remembered = first.series(['__name__', 'm', 'pod', 'old-0']);
    if (typeof remembered !== 'number') throw new Error(remembered);
    first.rollback();
    await dropOldPods(store, clock);
    const appender = store.appender(cohort);
    expect(appender.append(remembered, clock.nowMs, 7)).toBeUndefined();
    const again = appender.series(['__name__', 'm', 'pod', 'old-0']);
    expect(again).toBeGreaterThan(remembered);
    expect(appender.append(again as number, clock.nowMs, 7)).toBe('ok');
    // In flight while rounds look for idle series: it has no block yet.
    clock.nowMs += 2 * HOUR_MS;
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(appender.commit()).toMatchObject({ appended: 1 });
    expect((await valuesByPod(store, clock.nowMs - 3 * HOUR_MS))['old-0']).toEqual([7]);
    await store.close();
  }, 60_000);
});
