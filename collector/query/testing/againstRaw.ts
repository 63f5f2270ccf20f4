/** The same query over downsampled and over raw samples, and what must be equal in the answers. */
import { expect } from 'vitest';
import type { QueryEngine, StepResult } from '../result';
import { MOST_GAIN } from './dayOfSeries';

export type Grid = readonly [startMs: number, endMs: number, stepMs: number];

/** Expressions over `g` and `c_total` that give the same from buckets, where windows end on their borders. */
export const EXACT: readonly string[] = [
  'g',
  'c_total',
  'sum(g)',
  'count(c_total)',
  'g offset 2h',
  'g @ start() offset -7h',
  'max_over_time(g[1h])',
  'max_over_time(g[6h])',
  'max_over_time(c_total[2h])',
  'min_over_time(g[3h])',
  'min_over_time(g[2h] offset -1h)',
  'last_over_time(g[2h])',
  'present_over_time(g[1h])',
  'absent_over_time(g{i="5"}[1h])',
  'sum_over_time(g[4h])',
  'count_over_time(g[4h])',
  'count_over_time(c_total[1h])',
  'max_over_time(g[7h] @ end())',
  'max_over_time(sum(g)[4h:1h])',
];

export const RATES = [
  ['increase', 1],
  ['increase', 3],
  ['increase', 12],
  ['rate', 1],
  ['rate', 6],
] as const;

/** Values of each series by its labels; undefined where it is absent. */
export function table(result: StepResult): Map<string, (number | undefined)[]> {
  return new Map(
    result.series.map(({ labels, values, present }) => [
      labels.join(),
      Array.from(values, (value, i) => (present[i] === 1 ? value : undefined)),
    ]),
  );
}

/** The query over the coarsest tier, and over raw samples. */
export async function both(engine: QueryEngine, expr: string, [startMs, endMs, stepMs]: Grid) {
  const coarse = await engine.range(expr, startMs, endMs, stepMs);
  const raw = await engine.range(expr, startMs, endMs, stepMs, { maxResolutionMs: 0 });
  expect(raw.resolutionMs).toBe(0);
  expect(raw.series.length).toBeGreaterThan(0);
  return { coarse, raw };
}

export async function expectEqual(engine: QueryEngine, expr: string, grid: Grid): Promise<StepResult> {
  const { coarse, raw } = await both(engine, expr, grid);
  expect(table(coarse)).toEqual(table(raw));
  return coarse;
}

/** The mean of a bucket's sum and of its samples are rounded in different places. */
export async function expectEqualMeans(engine: QueryEngine, expr: string, grid: Grid): Promise<void> {
  const { coarse, raw } = await both(engine, expr, grid);
  const rounded = (result: StepResult) =>
    [...table(result)].map(([key, values]) => [key, values.map((value) => value?.toFixed(9))]);
  expect(rounded(coarse)).toEqual(rounded(raw));
}

/** Prometheus extrapolates to at most 1.1 scrapes beyond the samples at each end, buckets begin and end with samples. */
const TOLERANCE = 2.2 * MOST_GAIN;

export async function expectLikeRates(engine: QueryEngine, func: string, hours: number, grid: Grid): Promise<void> {
  const { coarse, raw } = await both(engine, `${func}(c_total[${hours}h])`, grid);
  const unit = func === 'rate' ? hours * 3600 : 1;
  const got = table(coarse);
  let compared = 0;
  for (const [key, values] of table(raw)) {
    for (const [i, exact] of values.entries()) {
      const value = got.get(key)?.[i];
      if (exact === undefined && value === undefined) continue;
      const off = Math.abs((value ?? 0) - (exact ?? 0)) * unit;
      expect(off, `${func}[${hours}h] of ${key} at step ${i}: ${value} for ${exact}`).toBeLessThan(TOLERANCE);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(60);
}
