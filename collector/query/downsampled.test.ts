import { describe, expect, it } from 'vitest';
import { createEngine } from './engine';
import type { QueryOptions } from './result';
import { EXACT, expectEqual, expectEqualMeans, expectLikeRates, type Grid, RATES, table } from './testing/againstRaw';
import { dayOfSeries, SCRAPE_MS, steadyCounter } from './testing/dayOfSeries';
import { DownsampledStore, type Stretch } from './testing/downsampledStore';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const SERIES = dayOfSeries(0);

const FROM_HOURS: readonly (readonly [string, readonly Stretch[]])[] = [
  ['1h throughout', [{ untilMs: 24 * HOUR_MS, resolutionMs: 3_600_000 }]],
  ['5m throughout', [{ untilMs: 24 * HOUR_MS, resolutionMs: 300_000 }]],
  [
    '1h, then 5m, then raw',
    [
      { untilMs: 8 * HOUR_MS, resolutionMs: 3_600_000 },
      { untilMs: 13 * HOUR_MS, resolutionMs: 300_000 },
    ],
  ],
];

/** Windows end where buckets do. */
const ALIGNED: Grid = [0, 24 * HOUR_MS, HOUR_MS];

describe.each(FROM_HOURS)('tiers: %s', (_name, stretches) => {
  const engine = createEngine(new DownsampledStore(SERIES, stretches));

  it.each(EXACT)('%s is what raw samples give', async (expr) => {
    const { resolutionMs } = await expectEqual(engine, expr, ALIGNED);
    expect(resolutionMs).toBe(stretches[0]?.resolutionMs);
  });

  it('a selector between the borders of buckets has what it had at the last one', async () => {
    const store = new DownsampledStore(SERIES, stretches);
    const engine = createEngine(store);
    const [startMs, endMs, stepMs] = [HOUR_MS + 7 * MINUTE_MS, 23 * HOUR_MS, 17 * MINUTE_MS];
    const between = table(await engine.range('g', startMs, endMs, stepMs));
    const exact = table(await engine.range('g', 0, endMs, MINUTE_MS, { maxResolutionMs: 0 }));
    let compared = 0;
    for (const [key, values] of between) {
      for (const [i, value] of values.entries()) {
        const timeMs = startMs + i * stepMs;
        const resolutionMs = stretches.find(({ untilMs }) => timeMs < untilMs)?.resolutionMs ?? MINUTE_MS;
        expect(value, `${key} at ${timeMs}`).toBe(
          exact.get(key)?.[Math.floor(timeMs / resolutionMs) * (resolutionMs / MINUTE_MS)],
        );
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(300);
  });

  it('avg_over_time is the mean of all raw samples, but for rounding', async () => {
    await expectEqualMeans(engine, 'avg_over_time(g[5h])', ALIGNED);
  });

  it.each(RATES)('%s[%dh] differs by what is gained in a scrape at each end', async (func, hours) => {
    await expectLikeRates(engine, func, hours, ALIGNED);
  });

  it('rate is as steady as the counter where steps lie between the borders of buckets, also where tiers meet', async () => {
    const store = new DownsampledStore([steadyCounter()], stretches);
    const startMs = 8 * HOUR_MS + 7 * MINUTE_MS;
    const { series } = await createEngine(store).range('rate(c_total[6h])', startMs, 23 * HOUR_MS, 17 * MINUTE_MS);
    for (const value of series[0]?.values ?? [])
      expect(Math.abs(value - 1)).toBeLessThan((2 * SCRAPE_MS) / (6 * HOUR_MS));
    expect(series[0]?.present.includes(0)).toBe(false);
  });
});

describe('a range shorter than the buckets that are left', () => {
  const hours: readonly Stretch[] = [{ untilMs: 24 * HOUR_MS, resolutionMs: 3_600_000 }];
  const HALF_HOURS: Grid = [2 * HOUR_MS, 23 * HOUR_MS, HOUR_MS / 2];

  it('has the rate of the whole bucket', async () => {
    const engine = createEngine(new DownsampledStore([steadyCounter()], hours));
    const { series } = await engine.range('rate(c_total[5m])', ...HALF_HOURS);
    for (const value of series[0]?.values ?? []) expect(Math.abs(value - 1)).toBeLessThan(0.01);
    expect(series[0]?.present.includes(0)).toBe(false);
  });

  it('has the newest bucket until the next one is due, and nothing after the last', async () => {
    const engine = createEngine(new DownsampledStore(SERIES, hours));
    const [short] = (await engine.range('max_over_time(g{i="3"}[5m])', ...HALF_HOURS)).series;
    const [exact] = (await engine.range('max_over_time(g{i="3"}[1h])', ...HALF_HOURS)).series;
    expect(short?.values).toEqual(exact?.values);
    expect(short?.present).toEqual(exact?.present);
    expect(short?.present.indexOf(0)).toBe(0);
    expect(short?.present.at(-1)).toBe(0);
  });
});

describe('what the store is told', () => {
  const hintsOf = async (expr: string, [startMs, endMs, stepMs]: Grid, options: QueryOptions = {}) => {
    const store = new DownsampledStore(SERIES, []);
    await createEngine(store).range(expr, startMs, endMs, stepMs, options);
    return store.asked.map(({ maxSamples: _, ...hints }) => hints);
  };
  const GRID: Grid = [10 * HOUR_MS, 20 * HOUR_MS, HOUR_MS];

  it.each<[string, object[]]>([
    ['g', [{ startMs: 10 * HOUR_MS, stepMs: HOUR_MS, rangeMs: 0, func: '' }]],
    ['g offset 30m', [{ startMs: 9.5 * HOUR_MS, stepMs: HOUR_MS, rangeMs: 0, func: '' }]],
    ['g offset -30m', [{ startMs: 10.5 * HOUR_MS, stepMs: HOUR_MS, rangeMs: 0, func: '' }]],
    ['g @ 60', [{ startMs: MINUTE_MS, stepMs: 0, rangeMs: 0, func: '' }]],
    ['rate(g[2h] offset 1h)', [{ startMs: 9 * HOUR_MS, stepMs: HOUR_MS, rangeMs: 2 * HOUR_MS, func: 'rate' }]],
    [
      'predict_linear(g[2h] @ end(), 60)',
      [{ startMs: 20 * HOUR_MS, stepMs: 0, rangeMs: 2 * HOUR_MS, func: 'predict_linear' }],
    ],
    [
      'max_over_time(rate(g[1h])[3h:30m])',
      [{ startMs: 7.5 * HOUR_MS, stepMs: 0.5 * HOUR_MS, rangeMs: HOUR_MS, func: 'rate' }],
    ],
    ['sum(g) / count(g)', [{ startMs: 10 * HOUR_MS, stepMs: HOUR_MS, rangeMs: 0, func: 'sum' }]],
  ])('for %s', async (expr, want) => {
    expect(await hintsOf(expr, GRID)).toEqual(want);
  });

  it('is the coarsest resolution that is wanted', async () => {
    expect(await hintsOf('g', GRID, { maxResolutionMs: 300_000 })).toMatchObject([{ maxResolutionMs: 300_000 }]);
  });
});

describe('an approximate answer', () => {
  it('says which selector needs raw samples and what it got', async () => {
    const stretches: readonly Stretch[] = [{ untilMs: 24 * HOUR_MS, resolutionMs: 3_600_000 }];
    const engine = createEngine(new DownsampledStore(SERIES, stretches, ['deriv', '']));
    const result = await engine.instant('deriv(g{i="0"}[6h])', 12 * HOUR_MS);
    expect(result.approximate).toBe(true);
    expect(result.resolutionMs).toBe(HOUR_MS);
    expect(result.infos).toEqual([
      'PromQL info: deriv over samples downsampled to 1h is approximate: "g{i=\\"0\\"}" (1:7)',
    ]);
    expect((await engine.instant('g[6h]', 12 * HOUR_MS)).infos).toEqual([
      'PromQL info: range selector over samples downsampled to 1h is approximate: "g" (1:1)',
    ]);
  });
});
