import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { getLabel } from '@/lib/labels/labels';
import { isStaleAt, wordsOf } from '@/lib/labels/staleness';
import type { SeriesColumns } from './storage';
import { appendRow, COHORT, type LoggedLine, metricIs, openTestStore, selectAll } from './testing/testStore';

const START = Date.UTC(2026, 10, 22, 11, 0, 0);
const STEP = 15_000;
const SERIES = Array.from({ length: 20 }, (_, i) => ({ __name__: 'cpu', cpu: String(i), job: 'node' }));

/** What the rows below must give back, whatever has happened to them since. */
function valueAt(series: number, row: number): number | 'stale' | undefined {
  if (series === 3 && row % 5 === 2) return undefined;
  if (series === 4 && row < 30) return undefined;
  if (series === 5 && row === 100) return 'stale';
  if (series === 5 && row > 100) return undefined;
  if (series === 6) return row % 7 === 0 ? Number.NaN : Math.sin(row) * 1e-3;
  return series * 1000 + row * (series % 4);
}

function expectRows(series: readonly SeriesColumns[], rows: number, from = 0): void {
  expect(series.map((one) => Number(getLabel(one.labels, 'cpu'))).sort((a, b) => a - b)).toEqual(
    SERIES.map((_, i) => i).filter((i) =>
      Array.from({ length: rows - from }, (_, r) => valueAt(i, from + r)).some((v) => v !== undefined),
    ),
  );
  for (const { labels, timestamps, values, mayHaveStale } of series) {
    const i = Number(getLabel(labels, 'cpu'));
    const words = wordsOf(values);
    let at = 0;
    for (let row = from; row < rows; row++) {
      const want = valueAt(i, row);
      if (want === undefined) continue;
      expect([i, row, timestamps[at]]).toEqual([i, row, START + row * STEP]);
      if (want === 'stale') expect([isStaleAt(words, at), mayHaveStale]).toEqual([true, true]);
      else expect(values[at]).toBe(want);
      at++;
    }
    expect(timestamps.length).toBe(at);
  }
}

describe('store', () => {
  const database = useTestDatabase();

  it('gives every sample exactly once: from open blocks, closed blocks, sealed windows, and after each restart', async () => {
    const clock = { nowMs: START };
    let store = await openTestStore(database(), clock);
    const rows = 600;
    for (let row = 0; row < rows; row++) {
      clock.nowMs = START + row * STEP;
      const commit = appendRow(store, clock.nowMs, SERIES, (i) => valueAt(i, row));
      expect(commit.refused).toEqual({ duplicate: 0, outOfOrder: 0, tooOld: 0, tooFarAhead: 0 });
      if (row === 200) {
        expectRows((await selectAll(store, metricIs('cpu'))).series, row + 1);
        await store.sealNow();
        expectRows((await selectAll(store, metricIs('cpu'))).series, row + 1);
      }
      if (row === 300 || row === 450) {
        await store.close();
        store = await openTestStore(database(), clock);
        expectRows((await selectAll(store, metricIs('cpu'))).series, row + 1);
      }
      if (row === 400) await store.sealNow();
    }
    expectRows((await selectAll(store, metricIs('cpu'))).series, rows);
    const cut = await selectAll(store, metricIs('cpu'), START + 150 * STEP, START + 599 * STEP);
    expectRows(cut.series, rows, 150);
    await store.sealNow();
    const sealed = await selectAll(store, metricIs('cpu'));
    expect(sealed.warnings).toEqual([]);
    expectRows(sealed.series, rows);
    expect(store.stats()).toMatchObject({ series: 20, freshPages: 0, damaged: 0 });
    await store.close();

    store = await openTestStore(database(), clock);
    expectRows((await selectAll(store, metricIs('cpu'))).series, rows);
    await store.close();
  });

  it('shares timestamp columns between series that have the same ones', async () => {
    const clock = { nowMs: START + 600 * STEP };
    const store = await openTestStore(database(), clock);
    const { series } = await selectAll(store, metricIs('cpu'));
    const whole = series.filter((one) => one.timestamps.length === 600);
    expect(whole.length).toBeGreaterThan(10);
    expect(new Set(whole.map((one) => one.timestamps)).size).toBe(1);
    await store.close();
  });

  it('refuses a second collector, by name', async () => {
    const clock = { nowMs: START };
    const store = await openTestStore(database(), clock);
    await expect(openTestStore(database(), clock, { lockWaitMs: 300 })).rejects.toMatchObject({
      code: 'another_collector',
      message: expect.stringContaining('another collector is active'),
    });
    await store.close();
    await (await openTestStore(database(), clock)).close();
  });

  it('refuses what it cannot take, counts it, and takes the rest', async () => {
    const clock = { nowMs: START + 1000 * STEP };
    const lines: LoggedLine[] = [];
    const store = await openTestStore(database(), clock, { maxSeries: 23 }, lines);
    const appender = store.appender({ ...COHORT, instance: 'b' });
    const ref = appender.series(['__name__', 'late', 'job', 'b']);
    if (typeof ref === 'string') throw new Error(ref);
    const now = clock.nowMs;
    expect(appender.append(ref, now, 1)).toBe('ok');
    expect(appender.append(ref, now, 2)).toBe('duplicate');
    expect(appender.append(ref, now + 11 * 60_000, 2)).toBe('tooFarAhead');
    expect(appender.append(ref, now - 16 * 86_400_000, 2)).toBe('tooOld');
    expect(appender.append(ref, Number.NaN, 2)).toBe('tooOld');
    expect(appender.append(999_999, now, 2)).toBeUndefined();
    expect(appender.append(Number.NaN, now, 2)).toBeUndefined();
    expect(appender.series([])).toBe('invalidLabels');
    expect(appender.series(['b', 'x', '__name__', 'a'])).toBe('invalidLabels');
    expect(appender.series(['__name__', ''])).toBe('invalidLabels');
    expect(appender.series(['__name__', 'one'])).toBeTypeOf('number');
    expect(appender.series(['__name__', 'two'])).toBeTypeOf('number');
    expect(appender.series(['__name__', 'three'])).toBe('seriesLimit');
    const commit = appender.commit();
    expect(commit).toMatchObject({ appended: 1, refused: { duplicate: 1, outOfOrder: 0, tooOld: 2, tooFarAhead: 1 } });
    await commit.durable();
    expect(() => appender.commit()).toThrow('BUG:');
    const late = store.appender({ ...COHORT, instance: 'b' });
    expect(late.append(ref, now, 2)).toBe('duplicate');
    expect(late.append(ref, now - 1, 7)).toBe('ok');
    late.commit();
    const { series } = await selectAll(store, metricIs('late'));
    expect([...(series[0]?.timestamps ?? [])]).toEqual([now - 1, now]);
    expect([...(series[0]?.values ?? [])]).toEqual([7, 1]);
    await store.sealNow();
    const tooLate = store.appender({ ...COHORT, instance: 'b' });
    expect(tooLate.append(ref, now - 2 * 3_600_000, 7)).toBe('ok');
    expect(tooLate.append(ref, now - 2 * 3_600_000 - 1, 7)).toBe('tooOld');
    tooLate.rollback();
    await store.close();
  });

  it('answers for labels from the index, within the interval', async () => {
    const clock = { nowMs: START + 2000 * STEP };
    const store = await openTestStore(database(), clock);
    const all = store.querier(0, 8.64e15);
    const signal = new AbortController().signal;
    expect((await all.labelNames({ matcherSets: [], limit: 0 }, signal)).names).toEqual(['__name__', 'cpu', 'job']);
    expect((await all.labelValues('__name__', { matcherSets: [], limit: 0 }, signal)).names).toEqual(['cpu', 'late']);
    const regex = { name: 'cpu', operator: '=~', value: '1.' } as const;
    expect((await all.labelValues('cpu', { matcherSets: [[regex]], limit: 2 }, signal)).names).toEqual(['10', '11']);
    expect(
      (await all.seriesLabels({ matcherSets: [[regex], metricIs('late')], limit: 0 }, signal)).series,
    ).toHaveLength(11);
    all.close();
    const before = store.querier(0, START - 1);
    expect((await before.labelNames({ matcherSets: [], limit: 0 }, signal)).names).toEqual([]);
    before.close();
    await store.close();
  });

  it('keeps metadata across restarts, newest first', async () => {
    const clock = { nowMs: START + 2000 * STEP };
    let store = await openTestStore(database(), clock);
    const appender = store.appender(COHORT);
    appender.metadata({ metric: 'cpu', type: 'gauge', help: 'old', unit: '' });
    appender.metadata({ metric: 'cpu', type: 'counter', help: 'new \u0000 help', unit: 'seconds' });
    await appender.commit().durable();
    for (let restart = 0; restart < 2; restart++) {
      await store.close();
      store = await openTestStore(database(), clock);
      expect(store.metadata().get('cpu')).toEqual([
        { metric: 'cpu', type: 'counter', help: 'new \u0000 help', unit: 'seconds' },
        { metric: 'cpu', type: 'gauge', help: 'old', unit: '' },
      ]);
      await store.sealNow();
    }
    await store.close();
  });
});
