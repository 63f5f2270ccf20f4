import { describe, expect, it } from 'vitest';
import { windowBounds } from '../operators/rangeVector';
import { windowSpans } from '../operators/windowSpans';
import * as overTime from './overTime';
import { increase, rate } from './rate';
import { quantileOverTime } from './slidingQuantile';
import type { RangeKernel, WindowColumns } from './window';

/** A small generator of pseudo-random numbers, so that a failure repeats. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function randomWindow(seed: number, rangeMs: number, specials: boolean): WindowColumns {
  const random = generator(seed);
  const timestamps = new Float64Array(400);
  const values = new Float64Array(400);
  let time = 0;
  for (let i = 0; i < timestamps.length; i++) {
    time += 1000 + Math.floor(random() * 30_000);
    timestamps[i] = time;
    values[i] = Math.round((random() - 0.3) * 100);
    if (specials && random() < 0.1) values[i] = [Number.NaN, Number.POSITIVE_INFINITY, -0, 1e308][i % 4] as number;
  }
  const ends = Float64Array.from({ length: 200 }, (_, i) => i * 37_000 - 100_000);
  const bounds = windowBounds(timestamps, ends, rangeMs);
  const spans = () => windowSpans(timestamps, bounds, ends, rangeMs);
  const borders = () => undefined;
  return { timestamps, values, ...bounds, ends, rangeMs, times: ends, spans, borders, weights: undefined };
}

function run(kernel: RangeKernel, window: WindowColumns, params: readonly Float64Array[] = []) {
  const out = new Float64Array(window.ends.length);
  const present = new Uint8Array(window.ends.length);
  const count = kernel(window, out, present, params);
  expect(count).toBe(present.reduce((sum, each) => sum + each, 0));
  return Array.from(out, (value, i) => (present[i] === 1 ? value : undefined));
}

/** What the function is by definition, from the samples of one window alone. */
type Definition = (values: number[], times: number[], endMs: number) => number | undefined;

const numbers = (values: number[]) => values.filter((value) => !Number.isNaN(value));
const NEAREST = 1e-9;

function quantile(q: number, values: number[]): number {
  const sorted = [...values].sort((a, b) =>
    Number.isNaN(a) || Number.isNaN(b) ? Number(Number.isNaN(b)) - Number(Number.isNaN(a)) : a - b,
  );
  const rank = q * (sorted.length - 1);
  const lower = sorted[Math.floor(rank)] as number;
  const upper = sorted[Math.min(Math.floor(rank) + 1, sorted.length - 1)] as number;
  const weight = rank - Math.floor(rank);
  return lower * (1 - weight) + upper * weight;
}

const DEFINITIONS: readonly (readonly [name: string, kernel: RangeKernel, definition: Definition])[] = [
  ['count', overTime.countOverTime, (values) => values.length],
  ['sum', overTime.sumOverTime, (values) => values.reduce((sum, value) => sum + value, 0)],
  ['max', overTime.maxOverTime, (values) => (numbers(values).length ? Math.max(...numbers(values)) : Number.NaN)],
  ['min', overTime.minOverTime, (values) => (numbers(values).length ? Math.min(...numbers(values)) : Number.NaN)],
  ['quantile', quantileOverTime, (values) => quantile(0.3, values)],
  [
    'changes',
    overTime.changes,
    (values) =>
      values.filter((v, i) => i > 0 && v !== values[i - 1] && !(Number.isNaN(v) && Number.isNaN(values[i - 1]))).length,
  ],
  ['resets', overTime.resets, (values) => values.filter((v, i) => i > 0 && v < (values[i - 1] as number)).length],
];

describe.each([
  ['windows apart, of about one sample', 20_000],
  ['windows that share a sample at times', 40_000],
  ['short windows', 60_000],
  ['long windows', 4_000_000],
])('%s', (_, rangeMs) => {
  it.each(DEFINITIONS)('%s is what it says', (name, kernel, definition) => {
    for (let seed = 1; seed <= 10; seed++) {
      // Sums of infinities and huge numbers are compared in the golden scripts, where the order of adding is known.
      const window = randomWindow(seed, rangeMs, name !== 'sum');
      const got = run(kernel, window, [new Float64Array(window.ends.length).fill(0.3)]);
      for (const [i, value] of got.entries()) {
        const [from, to] = [window.from[i] as number, window.to[i] as number];
        const want =
          from === to
            ? undefined
            : definition(
                [...window.values.slice(from, to)],
                [...window.timestamps.slice(from, to)],
                window.ends[i] as number,
              );
        if (want === undefined || Number.isNaN(want) || !Number.isFinite(want)) expect(value).toEqual(want);
        else expect(Math.abs((value as number) - want)).toBeLessThanOrEqual(NEAREST * Math.max(1, Math.abs(want)));
      }
    }
  });

  it('rate is increase per second', () => {
    const window = randomWindow(5, rangeMs, false);
    const perSecond = run(rate, window);
    for (const [i, value] of run(increase, window).entries()) {
      if (value === undefined) expect(perSecond[i]).toBeUndefined();
      else expect(perSecond[i]).toBeCloseTo(value / (rangeMs / 1000), 9);
    }
  });
});

describe('windows', () => {
  it.each<[string, number[], number, [number, number][]]>([
    [
      'exclude the left border and include the right',
      [0, 1000, 2000, 3000],
      1000,
      [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 4],
        [4, 4],
      ],
    ],
    [
      'may be empty in the middle',
      [0, 3000],
      1000,
      [
        [0, 1],
        [1, 1],
        [1, 1],
        [1, 2],
        [2, 2],
      ],
    ],
    [
      'of no samples',
      [],
      1000,
      [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    ],
  ])('%s', (_, timestamps, rangeMs, want) => {
    const ends = Float64Array.from([0, 1000, 2000, 3000, 4000]);
    const { from, to } = windowBounds(Float64Array.from(timestamps), ends, rangeMs);
    expect(Array.from(from, (start, i) => [start, to[i]])).toEqual(want);
  });
});
