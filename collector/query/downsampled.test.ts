import { describe, expect, it } from 'vitest';
import { labelsFromRecord } from '@/lib/labels/labels';
import { writeStale } from '@/lib/labels/staleness';
import { createEngine } from './engine';
import type { QueryOptions, StepResult } from './result';
import { DownsampledStore, type RawSeries, type Stretch } from './testing/downsampledStore';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SCRAPE_MS = 30_000;

function randomSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Shape {
  /** The first sample, and the time after the last one. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Ends with a staleness marker. */
  readonly stale?: boolean;
  /** Scrapes fail in between. */
  readonly gap?: readonly [fromMs: number, toMs: number];
}

const SHAPES: readonly Shape[] = [
  { fromMs: 0, toMs: 24 * HOUR_MS },
  { fromMs: 3.3 * HOUR_MS, toMs: 24 * HOUR_MS },
  { fromMs: 0, toMs: 9.4 * HOUR_MS, stale: true },
  { fromMs: 2 * HOUR_MS, toMs: 14.99 * HOUR_MS },
  { fromMs: 0, toMs: 24 * HOUR_MS, gap: [6.2 * HOUR_MS, 9.1 * HOUR_MS] },
  { fromMs: 5 * HOUR_MS, toMs: 5.4 * HOUR_MS, stale: true },
];

function gauges(): RawSeries[] {
  const random = randomSource(7);
  return SHAPES.map((shape, i) => made(shape, i, 'g', () => Math.round((random() - 0.4) * 1000)));
}

/** Counters that gain 0 to 20 in a scrape and start again now and then. */
function counters(): RawSeries[] {
  const random = randomSource(11);
  return SHAPES.map((shape, i) => {
    let value = Math.floor(random() * 1000);
    return made(shape, i, 'c_total', () => {
      value = random() < 0.002 ? Math.floor(random() * 5) : value + Math.floor(random() * 21);
      return value;
    });
  });
}

function made(shape: Shape, i: number, name: string, next: () => number): RawSeries {
  const [gapFromMs, gapToMs] = shape.gap ?? [0, 0];
  const times: number[] = [];
  for (let timeMs = shape.fromMs + 1_000 + i * 37; timeMs < shape.toMs; timeMs += SCRAPE_MS) {
    if (timeMs < gapFromMs || timeMs >= gapToMs) times.push(timeMs);
  }
  const values = Float64Array.from(times, next);
  if (shape.stale) writeStale(values, values.length - 1);
  const labels = labelsFromRecord({ __name__: name, i: String(i) });
  return { labels, timestamps: Float64Array.from(times), values };
}

const SERIES = [...gauges(), ...counters()];

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

type Grid = readonly [startMs: number, endMs: number, stepMs: number];
/** Windows end where buckets do. */
const ALIGNED: Grid = [0, 24 * HOUR_MS, HOUR_MS];

async function both(stretches: readonly Stretch[], expr: string, [startMs, endMs, stepMs]: Grid) {
  const engine = createEngine(new DownsampledStore(SERIES, stretches));
  const ask = (options: QueryOptions) => engine.range(expr, startMs, endMs, stepMs, options);
  const [raw, coarse] = [await ask({ maxResolutionMs: 0 }), await ask({})];
  expect(raw.resolutionMs).toBe(0);
  expect(coarse.resolutionMs).toBe(stretches[0]?.resolutionMs);
  return { raw, coarse };
}

function table(result: StepResult): Map<string, (number | undefined)[]> {
  return new Map(
    result.series.map(({ labels, values, present }) => [
      labels.join(),
      Array.from(values, (value, i) => (present[i] === 1 ? value : undefined)),
    ]),
  );
}

describe.each(FROM_HOURS)('tiers: %s', (_name, stretches) => {
  it.each([
    'g',
    'c_total',
    'sum(g)',
    'count(c_total)',
    'g offset 2h',
    'g @ 50400',
    'max_over_time(g[1h])',
    'max_over_time(g[6h])',
    'min_over_time(g[3h])',
    'min_over_time(g[2h] offset -1h)',
    'last_over_time(g[2h])',
    'present_over_time(g[1h])',
    'absent_over_time(g{i="5"}[1h])',
    'sum_over_time(g[4h])',
    'count_over_time(g[4h])',
    'count_over_time(g[1h])',
    'max_over_time(g[7h] @ 36000)',
    'max_over_time(sum(g)[4h:1h])',
  ])('%s is what raw samples give', async (expr) => {
    const { raw, coarse } = await both(stretches, expr, ALIGNED);
    expect(raw.series.length).toBeGreaterThan(0);
    expect(table(coarse)).toEqual(table(raw));
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
    const { raw, coarse } = await both(stretches, 'avg_over_time(g[5h])', ALIGNED);
    const want = table(raw);
    for (const [key, values] of table(coarse)) {
      for (const [i, value] of values.entries()) {
        const exact = want.get(key)?.[i];
        if (exact === undefined) expect(value).toBeUndefined();
        else expect(value).toBeCloseTo(exact, 9);
      }
    }
  });
});

describe.each(FROM_HOURS)('rates over tiers: %s', (_name, stretches) => {
  /** Prometheus extrapolates by up to 1.1 scrapes at each end; a scrape gains at most 20, or 4 with a reset. */
  const TOLERANCE = 2.2 * 20;

  it.each([
    ['increase', 1, ALIGNED],
    ['increase', 3, ALIGNED],
    ['increase', 12, ALIGNED],
    ['rate', 1, ALIGNED],
    ['rate', 6, ALIGNED],
  ] as const)('%s[%dh] differs by what is gained in a scrape at each end', async (func, hours, grid) => {
    const { raw, coarse } = await both(stretches, `${func}(c_total[${hours}h])`, grid);
    const unit = func === 'rate' ? hours * 3600 : 1;
    let compared = 0;
    const got = table(coarse);
    for (const [key, values] of table(raw)) {
      for (const [i, exact] of values.entries()) {
        const value = got.get(key)?.[i];
        if (exact === undefined && value === undefined) continue;
        expect(Math.abs((value ?? 0) - (exact ?? 0)) * unit, `${key} at ${i} h: ${value} for ${exact}`).toBeLessThan(
          TOLERANCE,
        );
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(60);
  });

  it('is as steady as the counter where steps lie between the borders of buckets, also where tiers meet', async () => {
    const steady = made({ fromMs: 0, toMs: 24 * HOUR_MS }, 0, 'c_total', counting());
    const store = new DownsampledStore([steady], stretches);
    const startMs = 8 * HOUR_MS + 7 * MINUTE_MS;
    const { series } = await createEngine(store).range('rate(c_total[6h])', startMs, 23 * HOUR_MS, 17 * MINUTE_MS);
    for (const value of series[0]?.values ?? [])
      expect(Math.abs(value - 1)).toBeLessThan((2 * SCRAPE_MS) / (6 * HOUR_MS));
    expect(series[0]?.present.includes(0)).toBe(false);
  });
});

/** A second per second. */
function counting(): () => number {
  let value = 0;
  return () => (value += SCRAPE_MS / 1000);
}

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
