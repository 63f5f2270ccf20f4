import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { labelsFromRecord } from '@/lib/labels/labels';
import { isStaleAt, wordsOf } from '@/lib/labels/staleness';
import type { StoreLimits } from './limits';
import type { AppendOutcome } from './storage';
import type { Store } from './store';
import { COHORT, metricIs, openTestStore, selectAll } from './testing/testStore';

const START = Date.UTC(2026, 10, 22, 12, 0, 0);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Given {
  readonly backfill?: boolean;
  readonly stale?: boolean;
}

/** Appends one sample of a series and waits until it is durable. */
async function append(store: Store, metric: string, timestampMs: number, value: number, given: Given = {}) {
  const appender = store.appender(COHORT, { backfill: given.backfill === true });
  const ref = appender.series(labelsFromRecord({ __name__: metric }));
  if (typeof ref === 'string') throw new Error(ref);
  const outcome: AppendOutcome | undefined = given.stale
    ? appender.appendStale(ref, timestampMs)
    : appender.append(ref, timestampMs, value);
  const commit = appender.commit();
  await commit.durable();
  return { outcome, appended: commit.appended };
}

/** `minutes before the start: value` of a metric's only series. */
async function samplesOf(store: Store, metric: string, minMs?: number, maxMs?: number): Promise<string[]> {
  const { series, warnings } = await selectAll(store, metricIs(metric), minMs, maxMs);
  expect(warnings).toEqual([]);
  expect(series.length).toBeLessThanOrEqual(1);
  return series.flatMap(({ timestamps, values }) => {
    const words = wordsOf(values);
    return Array.from(
      timestamps,
      (time, i) => `${(START - time) / MINUTE}: ${isStaleAt(words, i) ? 'stale' : values[i]}`,
    );
  });
}

describe('late samples', () => {
  const database = useTestDatabase();

  it('are seen at once, amend a sealed window, and come back after a restart, each once', async () => {
    const clock = { nowMs: START };
    let store = await openTestStore(database(), clock);
    for (const minutes of [180, 170, 150, 10]) await append(store, 'a', START - minutes * MINUTE, minutes);
    await store.sealNow();
    expect(await append(store, 'a', START - 100 * MINUTE, 100)).toEqual({ outcome: 'ok', appended: 1 });
    expect(await append(store, 'a', START - 130 * MINUTE, 0, { stale: true })).toMatchObject({ outcome: 'ok' });
    // The same again: taken, and not stored twice.
    expect(await append(store, 'a', START - 100 * MINUTE, 100)).toEqual({ outcome: 'ok', appended: 0 });
    expect(await append(store, 'a', START - 100 * MINUTE, 99)).toMatchObject({ outcome: 'duplicate' });
    const want = ['180: 180', '170: 170', '150: 150', '130: stale', '100: 100', '10: 10'];
    expect(await samplesOf(store, 'a')).toEqual(want);
    expect(await samplesOf(store, 'a', START - 120 * MINUTE, START - 90 * MINUTE)).toEqual(['100: 100']);
    expect(store.stats()).toMatchObject({ lateSamples: 2, late: 2 });

    await store.close();
    store = await openTestStore(database(), clock);
    expect(store.stats()).toMatchObject({ lateSamples: 2, damaged: 0 });
    expect(await samplesOf(store, 'a')).toEqual(want);
    await store.sealNow();
    expect(store.stats()).toMatchObject({ lateSamples: 0, lateBytes: 0 });
    expect(await samplesOf(store, 'a')).toEqual(want);
    await store.close();
    store = await openTestStore(database(), clock);
    expect(await samplesOf(store, 'a')).toEqual(want);
    await store.close();
  });

  it('that are in a sealed window already are dropped when they are merged: the first one wins', async () => {
    const clock = { nowMs: START };
    const store = await openTestStore(database(), clock);
    for (const minutes of [90, 60, 30]) await append(store, 'b', START - minutes * MINUTE, minutes);
    await store.sealNow();
    expect(await append(store, 'b', START - 60 * MINUTE, 60)).toMatchObject({ outcome: 'ok' });
    expect(await append(store, 'b', START - 90 * MINUTE, -1)).toMatchObject({ outcome: 'ok' });
    expect(await samplesOf(store, 'b')).toEqual(['90: 90', '60: 60', '30: 30']);
    await store.sealNow();
    expect(await samplesOf(store, 'b')).toEqual(['90: 90', '60: 60', '30: 30']);
    await store.close();
  });

  it.each<[string, Partial<StoreLimits>, number, AppendOutcome]>([
    ['within the window', {}, 120, 'ok'],
    ['behind it', {}, 121, 'tooOld'],
    ['with a window of an hour', { outOfOrderWindowMs: HOUR }, 61, 'tooOld'],
    ['with samples in order only', { outOfOrderWindowMs: 0 }, 1, 'outOfOrder'],
  ])('are taken %s', async (name, limits, minutes, want) => {
    const store = await openTestStore(database(), { nowMs: START }, limits);
    await append(store, name, START, 1);
    await store.sealNow();
    expect((await append(store, name, START - minutes * MINUTE, 2)).outcome).toBe(want);
    await store.close();
  });

  it('are taken by another window once it is changed', async () => {
    const store = await openTestStore(database(), { nowMs: START });
    await append(store, 'window', START, 1);
    store.acceptOutOfOrder(MINUTE);
    expect((await append(store, 'window', START - 2 * MINUTE, 2)).outcome).toBe('tooOld');
    store.acceptOutOfOrder(3 * MINUTE);
    expect((await append(store, 'window', START - 2 * MINUTE, 2)).outcome).toBe('ok');
    await store.close();
  });

  it('of an import may be as old as the retention, whatever is there', async () => {
    const clock = { nowMs: START };
    let store = await openTestStore(database(), clock, { outOfOrderWindowMs: 0 });
    await append(store, 'c', START - 5 * MINUTE, 5);
    const taken: string[] = ['5: 5'];
    for (let day = 1; day < 15; day++) {
      expect(await append(store, 'c', START - day * DAY, day, { backfill: true })).toEqual({
        outcome: 'ok',
        appended: 1,
      });
      taken.unshift(`${(day * DAY) / MINUTE}: ${day}`);
    }
    expect((await append(store, 'c', START - 16 * DAY, 16, { backfill: true })).outcome).toBe('tooOld');
    expect(await samplesOf(store, 'c')).toEqual(taken);
    await store.sealNow();
    expect(await samplesOf(store, 'c')).toEqual(taken);
    await store.close();
    store = await openTestStore(database(), clock);
    expect(await samplesOf(store, 'c')).toEqual(taken);
    await store.close();
  });

  it('do not hide samples in order that are in the log only, when the process ends after their page was stored', async () => {
    const clock = { nowMs: START };
    const limits = { lateMs: 0, sealQuietMs: 0 };
    const first = await openTestStore(database(), clock, limits);
    // A closed block, an open one, and late samples that lie before the open block.
    for (let i = 0; i < 70; i++) await append(first, 'd', START - 60 * MINUTE + i * 1_000, i);
    await append(first, 'd', START - 90 * MINUTE, -1);
    await append(first, 'd', START - 60 * MINUTE + 500, -2, { backfill: true });
    await append(first, 'd', START, 99);
    // The round stores the late page; the open block stays.
    await expect.poll(() => first.stats(), { timeout: 5_000 }).toMatchObject({ lateSamples: 0, waitingPageBytes: 0 });
    const want = await samplesOf(first, 'd');
    expect(want).toHaveLength(73);
    await first.close();
    const second = await openTestStore(database(), clock, limits);
    expect(await samplesOf(second, 'd')).toEqual(want);
    await second.close();
  });

  it('go to pages when they take too much memory', async () => {
    const store = await openTestStore(database(), { nowMs: START }, { maxLateBytes: 20_000 });
    const rows = Array.from({ length: 40 }, (_, i) => ({ __name__: 'e', i: String(i) }));
    await append(store, 'e', START, 1);
    await store.sealNow();
    const appender = store.appender(COHORT, { backfill: true });
    for (const labels of rows) {
      const ref = appender.series(labelsFromRecord(labels));
      if (typeof ref === 'string') throw new Error(ref);
      for (let i = 0; i < 100; i++) appender.append(ref, START - DAY - i * MINUTE, i);
    }
    await appender.commit().durable();
    expect(store.stats().lateBytes).toBeLessThanOrEqual(20_000);
    const { series } = await selectAll(store, metricIs('e'));
    expect(series.map(({ timestamps }) => timestamps.length).sort((a, b) => a - b)).toEqual([
      1,
      ...rows.map(() => 100),
    ]);
    await store.close();
  });
});
