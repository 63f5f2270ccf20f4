import { describe, expect, it } from 'vitest';
import type { SelectHints } from '../storage';
import { coarsestTier } from './choose';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A border of the buckets of all tiers. */
const START = Date.UTC(2026, 10, 1);

const CASES: [name: string, hints: SelectHints, spanMs: number, tier: number][] = [
  ['aligned hours of a day', { func: 'max_over_time', stepMs: HOUR_MS, rangeMs: HOUR_MS, startMs: START }, DAY_MS, 2],
  [
    'aligned, of five minutes',
    { func: 'avg_over_time', stepMs: 5 * MINUTE_MS, rangeMs: HOUR_MS, startMs: START },
    DAY_MS,
    1,
  ],
  ['not aligned', { func: 'max_over_time', stepMs: HOUR_MS, rangeMs: HOUR_MS, startMs: START + 1 }, 2 * HOUR_MS, 0],
  [
    'not aligned, of a month',
    { func: 'max_over_time', stepMs: HOUR_MS, rangeMs: DAY_MS, startMs: START + 1 },
    30 * DAY_MS,
    2,
  ],
  [
    'not aligned, windows of a few buckets',
    { func: 'max_over_time', stepMs: MINUTE_MS, rangeMs: 10 * MINUTE_MS, startMs: START },
    30 * DAY_MS,
    0,
  ],
  ['a rate of some hours', { func: 'rate', stepMs: HOUR_MS, rangeMs: HOUR_MS, startMs: START }, 6 * HOUR_MS, 0],
  ['a rate of a day', { func: 'rate', stepMs: HOUR_MS, rangeMs: HOUR_MS, startMs: START }, DAY_MS, 1],
  ['a rate of a year', { func: 'rate', stepMs: HOUR_MS, rangeMs: HOUR_MS, startMs: START }, 365 * DAY_MS, 2],
  [
    'a rate that may be coarse',
    { func: 'rate', stepMs: HOUR_MS, rangeMs: HOUR_MS, startMs: START, maxResolutionMs: 3_600_000 },
    HOUR_MS,
    2,
  ],
  [
    'raw on demand',
    { func: 'max_over_time', stepMs: HOUR_MS, rangeMs: HOUR_MS, startMs: START, maxResolutionMs: 0 },
    365 * DAY_MS,
    0,
  ],
  ['an instant selector at aligned steps', { func: '', stepMs: HOUR_MS, rangeMs: 0, startMs: START }, DAY_MS, 2],
  ['an instant query', { func: 'sum', stepMs: 0, rangeMs: 0, startMs: START }, 5 * MINUTE_MS, 0],
  ['without a start', { func: 'max_over_time', stepMs: HOUR_MS, rangeMs: HOUR_MS }, 2 * HOUR_MS, 0],
];

describe('the coarsest tier', () => {
  it.each(CASES)('for %s', (_, hints, spanMs, tier) => {
    expect(coarsestTier(hints, spanMs)).toBe(tier);
  });
});
