import { expect, it } from 'vitest';
import { type ColdRun, RunLevel } from './coldRun';
import { chooseMerge } from './mergePolicy';

const DAY_MS = 86_400_000;
const TODAY_MS = 100 * DAY_MS;
const NOON_MS = TODAY_MS + DAY_MS / 2;

let nextRun = 1;

function runs(count: number, dayStartMs: number, series: number, level: RunLevel = RunLevel.fresh): ColdRun[] {
  return Array.from({ length: count }, () => ({
    run: nextRun++,
    level,
    dayStartMs,
    series,
    firstMs: dayStartMs,
    lastMs: dayStartMs + 1,
  }));
}

const YESTERDAY_MS = TODAY_MS - DAY_MS;

it.each<[name: string, runs: ColdRun[], nowMs: number, want: { inputs: number; level: RunLevel } | undefined]>([
  ['nothing', [], NOON_MS, undefined],
  ['few runs of today', runs(7, TODAY_MS, 100), NOON_MS, undefined],
  ['many runs of today', runs(8, TODAY_MS, 100), NOON_MS, { inputs: 8, level: RunLevel.fresh }],
  [
    'runs of different sizes',
    [...runs(5, TODAY_MS, 10), ...runs(5, TODAY_MS, 1_000), ...runs(5, TODAY_MS, 100_000)],
    NOON_MS,
    undefined,
  ],
  ['a small one beside many', [...runs(1, TODAY_MS, 1), ...runs(9, TODAY_MS, 600)], NOON_MS, { inputs: 9, level: 0 }],
  ['a day that has passed', runs(2, YESTERDAY_MS, 5), NOON_MS, { inputs: 2, level: RunLevel.merged }],
  ['a day that has just passed', runs(2, YESTERDAY_MS, 5), TODAY_MS + 3_600_000, undefined],
  ['a merged day', runs(1, YESTERDAY_MS, 5, RunLevel.merged), NOON_MS, undefined],
  [
    'a merged day with a late run',
    [...runs(1, YESTERDAY_MS, 500, RunLevel.merged), ...runs(7, YESTERDAY_MS, 5)],
    NOON_MS,
    undefined,
  ],
  [
    'a merged day with many late runs',
    [...runs(1, YESTERDAY_MS, 500, RunLevel.merged), ...runs(8, YESTERDAY_MS, 5)],
    NOON_MS,
    { inputs: 8, level: RunLevel.merged },
  ],
  ['a day merged often', runs(8, YESTERDAY_MS, 500, RunLevel.merged), NOON_MS, { inputs: 8, level: RunLevel.merged }],
  ['more than fit into memory', runs(500, YESTERDAY_MS, 5), NOON_MS, { inputs: 64, level: RunLevel.merged }],
])('%s', (_name, given, nowMs, want) => {
  const chosen = chooseMerge(given, nowMs);
  expect(chosen && { inputs: chosen.inputs.length, level: chosen.level }).toEqual(want);
});
