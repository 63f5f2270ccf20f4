/** Queries over the store's own tiers beside the same over its raw samples. */
import { describe, expect, it } from 'vitest';
import type { Store } from '@/collector/storage/store';
import { COHORT, openTestStore, type TestClock } from '@/collector/storage/testing/testStore';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { isStaleAt, wordsOf } from '@/lib/labels/staleness';
import { createEngine } from './engine';
import { both, EXACT, expectEqual, expectEqualMeans, expectLikeRates, type Grid, RATES } from './testing/againstRaw';
import { dayOfSeries } from './testing/dayOfSeries';
import type { RawSeries } from './testing/downsampledStore';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A month before the end: raw samples of that time are kept here. */
const START = Math.floor(Date.UTC(2026, 10, 1) / DAY_MS) * DAY_MS;
const ALIGNED: Grid = [START, START + DAY_MS, HOUR_MS];
const LIMITS = { rawRetentionMs: 60 * DAY_MS };

/** Appends what was sampled in `(fromMs, untilMs]` in order of time. */
async function append(store: Store, clock: TestClock, all: readonly RawSeries[], fromMs: number, untilMs: number) {
  const rows = all.flatMap((series, number) =>
    Array.from(series.timestamps, (timeMs, i) => ({ timeMs, series, number, i })),
  );
  const inside = rows.filter(({ timeMs }) => timeMs > fromMs && timeMs <= untilMs);
  for (const { timeMs, series, number, i } of inside.sort((a, b) => a.timeMs - b.timeMs)) {
    clock.nowMs = timeMs;
    const appender = store.appender({ ...COHORT, instance: String(number) });
    const ref = appender.series(series.labels);
    if (typeof ref === 'string') throw new Error(`series refused: ${ref}`);
    const outcome = isStaleAt(wordsOf(series.values), i)
      ? appender.appendStale(ref, timeMs)
      : appender.append(ref, timeMs, series.values[i] as number);
    expect(outcome).toBe('ok');
    appender.commit();
  }
  clock.nowMs = untilMs;
}

describe.each([
  ['all in tiers', 24],
  ['the last hours raw', 10],
] as const)('a day, %s', (_name, sealedHours) => {
  const database = useTestDatabase();
  const series = dayOfSeries(START);

  it('answers as its raw samples do', { timeout: 120_000 }, async () => {
    const clock = { nowMs: START };
    const store = await openTestStore(database(), clock, LIMITS);
    const sealedMs = START + sealedHours * HOUR_MS;
    await append(store, clock, series, -Infinity, sealedMs);
    await store.sealNow();
    await append(store, clock, series, sealedMs, START + DAY_MS);
    const engine = createEngine(store);
    for (const expr of EXACT) await expectEqual(engine, expr, ALIGNED);
    await expectEqualMeans(engine, 'avg_over_time(g[5h])', ALIGNED);
    for (const [func, hours] of RATES) await expectLikeRates(engine, func, hours, ALIGNED);
    const { coarse } = await both(engine, 'max_over_time(g[6h])', ALIGNED);
    expect(coarse.resolutionMs).toBe(HOUR_MS);
    expect(coarse.statistics.samples).toBeLessThan(sealedHours === 24 ? 400 : 12_000);
    await store.close();
  });
});
