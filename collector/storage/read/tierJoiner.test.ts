import { expect, test } from 'vitest';
import { pseudoRandom } from '@/collector/bench/machineSeries';
import { wordsOf, writeStale } from '@/lib/labels/staleness';
import { Buckets } from '../chunkenc/buckets';
import { parseTierPage } from '../chunkenc/tierPage';
import { TierPageBuilder } from '../chunkenc/tierPageBuilder';
import type { SelectHints } from '../storage';
import { bucketSamples } from '../tiers/bucketSamples';
import { gridOf, stampOf } from '../tiers/grid';
import type { Columns } from './pieces';
import { TierJoiner } from './tierJoiner';
import { type TierPiece, tierPiecesOf } from './tierPieces';
import type { TierColumns } from './tierRunJoiner';

const TIER = 2;
const ROWS = 720;
const HOUR_MS = 3_600_000;
const FUNCTIONS = [
  '',
  'max_over_time',
  'min_over_time',
  'sum_over_time',
  'avg_over_time',
  'count_over_time',
  'increase',
];
const SHAPES = ['counter', 'gauge', 'flat', 'odd'] as const;
type Shape = (typeof SHAPES)[number];

/** A series of one window without gaps from `from` on: samples every 20 min, or once an hour. */
function piecesOf(shape: Shape, window: number, from: number, random: () => number): TierPiece[] {
  const grid = gridOf(TIER, window * ROWS * HOUR_MS);
  const every = shape === 'flat' ? 1 : 3;
  const times = Float64Array.from({ length: (ROWS - from) * every }, (_, i) =>
    Math.round(stampOf(grid, from) + ((i + 1) / every - 1) * HOUR_MS),
  );
  const buckets = new Buckets(ROWS);
  bucketSamples(times, valuesOf(shape, times.length, random), grid, shape === 'counter', buckets);
  const builder = new TierPageBuilder(ROWS, random() < 0.5);
  builder.add('m', 1, buckets);
  const interval = {
    fromMs: random() < 0.5 ? 0 : stampOf(grid, 100),
    untilMs: stampOf(grid, random() < 0.3 ? 600 : ROWS),
  };
  const key = { tier: TIER, class: 0, windowStartMs: grid.windowStartMs };
  return tierPiecesOf(parseTierPage(builder.finish()), 0, key, interval, []);
}

function valuesOf(shape: Shape, count: number, random: () => number): Float64Array {
  const values = new Float64Array(count);
  let value = 0;
  for (let i = 0; i < count; i++) {
    value = random() < 0.003 ? 0 : value + Math.floor(random() * 1000);
    const gauge = shape === 'odd' && i % 50 === 0 ? NaN : Math.round(random() * 1e4) / 100 - 20;
    values[i] = shape === 'counter' ? value : gauge;
  }
  for (let i = 41; i < count && shape !== 'flat'; i += 212) writeStale(values, i);
  return values;
}

function rawAfter(piece: TierPiece, random: () => number): Columns {
  const startMs = stampOf(piece.grid, piece.rowTo);
  const values = Float64Array.from({ length: 100 }, () => Math.floor(random() * 500));
  writeStale(values, 30);
  return { timestamps: Float64Array.from(values, (_, i) => startMs + i * 15_000), values, mayHaveStale: true };
}

/** By bits: markers and the sign of zero count. */
function bitsOf({ timestamps, values, weights, parts, mayHaveStale }: TierColumns) {
  return { timestamps, values: wordsOf(values), weights, parts, mayHaveStale };
}

test.each(FUNCTIONS)('pages without gaps are joined as others are: %s', (func) => {
  const random = pseudoRandom(91);
  const hints: SelectHints = { func, rangeMs: func === '' ? 0 : HOUR_MS, stepMs: HOUR_MS };
  const joiner = new TierJoiner(hints);
  for (let round = 0; round < 40; round++) {
    const shape = SHAPES[round % SHAPES.length] as Shape;
    const last = random() < 0.3 ? 7 : 5;
    const from = Math.floor(random() * 300);
    const pieces = [3, 4, last].flatMap((window) => piecesOf(shape, window, window === 3 ? from : 0, random));
    const raw = random() < 0.5 ? rawAfter(pieces.at(-1) as TierPiece, random) : undefined;
    const joined = joiner.join(pieces, raw);
    expect(bitsOf(joined)).toEqual(bitsOf(joiner.joinAny(pieces, raw)));
    // As those of another series with buckets at the same times.
    expect(joiner.join([...pieces], raw).timestamps).toBe(joined.timestamps);
  }
});
