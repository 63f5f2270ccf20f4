import { describe, expect, it } from 'vitest';
import type { SealedWindow } from '../postgres/sealedPages';
import { WindowSet, windowKeyName } from '../read/windowSet';
import { stretchesOf } from './coverage';
import { dueBuilds, type TierSituation } from './dueBuilds';
import { encodeSources, isBuiltFrom } from './sources';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONTH_MS = 30 * DAY_MS;
/** Begins a window of the 1h tier. */
const START = Math.floor(Date.UTC(2026, 10, 22) / MONTH_MS) * MONTH_MS;
const SETTLE_MS = 1_200_000;

const PAGES = { generations: new Uint32Array(0), parts: new Uint32Array(0) };

function window(
  tier: number,
  windowStartMs: number,
  minTimeMs: number,
  maxTimeMs: number,
  rest: Partial<SealedWindow> = {},
): SealedWindow {
  const directory = {
    timestamps: { ...PAGES, firstColumns: new Uint32Array(0) },
    series: PAGES,
    firstMetrics: [],
    firstRefs: [],
    minTimeMs,
    maxTimeMs,
    bytes: 0,
  };
  const sources = new Uint8Array(0);
  return {
    tier,
    class: 0,
    windowStartMs,
    generation: 1,
    mergedFresh: 0,
    samples: 1,
    directory,
    sources,
    deletionsUntil: 0,
    ...rest,
  };
}

/** A raw window of two hours with samples all through. */
function raw(startMs: number, rest: Partial<SealedWindow> = {}): SealedWindow {
  return window(0, startMs, startMs, startMs + 2 * HOUR_MS - 15_000, rest);
}

function rawDay(dayMs: number): SealedWindow[] {
  return Array.from({ length: 12 }, (_, i) => raw(dayMs + i * 2 * HOUR_MS));
}

/** What carrying out a build leaves. */
function built(situation: TierSituation): TierSituation {
  let { windows } = situation;
  for (const { key, sources, completeUntilMs } of dueBuilds(situation)) {
    const first = Math.max(key.windowStartMs, ...sources.slice(0, 1).map((source) => source.directory.minTimeMs));
    const made = window(key.tier, key.windowStartMs, first, completeUntilMs, {
      generation: (windows.get(key)?.generation ?? 0) + 1,
      sources: encodeSources(sources, completeUntilMs),
    });
    windows = windows.with(made);
  }
  return { ...situation, windows };
}

function situationOf(
  windows: readonly SealedWindow[],
  nowMs: number,
  rest: Partial<TierSituation> = {},
): TierSituation {
  return {
    windows: windows.reduce((set, each) => set.with(each), WindowSet.EMPTY),
    fresh: [],
    unbuildable: new Set(),
    keepMs: () => 1,
    nowMs,
    settleMs: SETTLE_MS,
    unfinished: false,
    ...rest,
  };
}

function names(situation: TierSituation): string[] {
  return dueBuilds(situation).map(({ key }) => windowKeyName(key));
}

const FIRST_DAY = windowKeyName({ tier: 1, class: 0, windowStartMs: START });
const SECOND_DAY = windowKeyName({ tier: 1, class: 0, windowStartMs: START + DAY_MS });
const MONTH = windowKeyName({ tier: 2, class: 0, windowStartMs: START });
const OVER = START + DAY_MS + SETTLE_MS;

describe('builds that are due', () => {
  it('are days that are over and sealed, then their months', () => {
    const windows = rawDay(START);
    expect(names(situationOf(windows, OVER - 1))).toEqual([]);
    const situation = situationOf(windows, OVER);
    expect(names(situation)).toEqual([FIRST_DAY]);
    const day = built(situation);
    expect(names(day)).toEqual([MONTH]);
    expect(dueBuilds(day)[0]?.completeUntilMs).toBe(START + DAY_MS - HOUR_MS);
    expect(names(built(day))).toEqual([]);
  });

  it('wait for pages that are not sealed, of the day and of its class', () => {
    const fresh = (windowStartMs: number, retentionClass = 0) => [{ class: retentionClass, windowStartMs }];
    const at = (pages: TierSituation['fresh']) => names(situationOf(rawDay(START), OVER, { fresh: pages }));
    expect(at(fresh(START + 4 * HOUR_MS))).toEqual([]);
    expect(at(fresh(START + 4 * HOUR_MS, 1))).toEqual([FIRST_DAY]);
    expect(at(fresh(START + DAY_MS))).toEqual([FIRST_DAY]);
  });

  it('have the last five minutes of the day before', () => {
    const situation = situationOf([...rawDay(START), raw(START + DAY_MS)], OVER + DAY_MS);
    const [first, second] = dueBuilds(situation);
    expect([first?.sources.length, second?.sources.map(({ windowStartMs }) => windowStartMs)]).toEqual([
      12,
      [START + 22 * HOUR_MS, START + DAY_MS],
    ]);
  });

  it('come again when a source is amended: its day, the next one if the border is touched, and the month', () => {
    let situation = situationOf([...rawDay(START), ...rawDay(START + DAY_MS)], OVER + DAY_MS);
    situation = built(built(situation));
    expect(names(situation)).toEqual([]);
    const amended = (startMs: number) => ({
      ...situation,
      windows: situation.windows.with(raw(startMs, { generation: 2 })),
    });
    expect(names(amended(START))).toEqual([FIRST_DAY]);
    expect(names(amended(START + 22 * HOUR_MS))).toEqual([FIRST_DAY, SECOND_DAY]);
    expect(names(built(amended(START)))).toEqual([MONTH]);
  });

  it('leave windows alone whose sources are past their retention', () => {
    let situation = built(built(situationOf(rawDay(START), OVER)));
    const gone = ({ tier, windowStartMs }: SealedWindow) => tier === 0 && windowStartMs < START + 4 * HOUR_MS;
    situation = {
      ...situation,
      windows: situation.windows.without(gone).with(raw(START + 6 * HOUR_MS, { generation: 2 })),
    };
    expect(names(situation)).toEqual([]);
  });

  it('leave out tiers that are off, and what cannot be built', () => {
    const at = (rest: Partial<TierSituation>) => names(situationOf(rawDay(START), OVER, rest));
    expect(at({ keepMs: () => 0 })).toEqual([]);
    expect(at({ unbuildable: new Set([FIRST_DAY]) })).toEqual([]);
  });

  it('reach up to now when a seal asks for it, and are done again when the day is over', () => {
    const nowMs = START + 5 * HOUR_MS + 1;
    const windows = rawDay(START).slice(0, 3);
    let situation = situationOf(windows, nowMs, { unfinished: true });
    expect(dueBuilds(situation).map(({ completeUntilMs }) => completeUntilMs)).toEqual([START + 5 * HOUR_MS]);
    situation = built(built(situation));
    expect(names(situation)).toEqual([]);
    expect(names({ ...situation, nowMs: OVER, unfinished: false })).toEqual([FIRST_DAY]);
  });
});

describe('stretches of an interval', () => {
  const situation = built(
    built(situationOf([...rawDay(START), ...rawDay(START + DAY_MS), raw(START + 2 * DAY_MS)], OVER + DAY_MS)),
  );
  const read = (wished: number, windows = situation.windows) =>
    stretchesOf(windows, 0, wished, START, START + 3 * DAY_MS).map(({ tier, fromMs, untilMs }) => [
      tier,
      (fromMs - START) / HOUR_MS,
      (untilMs - START) / HOUR_MS,
    ]);
  const MS = 1 / HOUR_MS;

  it('take the wished tier up to where it is complete, then finer ones', () => {
    const two = 2 * 24;
    expect(read(2)).toEqual([
      [2, -2, two - 1],
      [1, two - 1 + MS, two - 1 / 12],
      [0, two - 1 / 12 + MS, 72],
    ]);
    expect(read(1).map(([tier]) => tier)).toEqual([1, 0]);
    expect(read(0)).toEqual([[0, 0, 72]]);
  });

  it('take a coarser one where the finer ones are past their retention', () => {
    const windows = situation.windows.without(({ tier, windowStartMs }) => tier < 2 && windowStartMs < START + DAY_MS);
    expect(read(0, windows)).toEqual([
      [2, -2, 24],
      [0, 24 + MS, 72],
    ]);
  });

  it('leave what raw samples know to them, where these begin within a bucket', () => {
    const begun = START + DAY_MS + HOUR_MS / 3 + 1;
    const windows = situation.windows.without(({ tier }) => tier === 0).with(raw(begun));
    expect(stretchesOf(windows, 0, 0, START + DAY_MS, START + 3 * DAY_MS).slice(-2)).toEqual([
      { tier: 1, fromMs: expect.any(Number), untilMs: begun - 1 },
      { tier: 0, fromMs: begun, untilMs: START + 3 * DAY_MS },
    ]);
  });

  it('know what a window was built from', () => {
    const month = situation.windows.get({ tier: 2, class: 0, windowStartMs: START });
    const day = situation.windows.get({ tier: 1, class: 0, windowStartMs: START });
    if (month === undefined || day === undefined) throw new Error('BUG: not built');
    expect(isBuiltFrom(month, day)).toBe(true);
    expect(isBuiltFrom(month, { ...day, generation: 2 })).toBe(false);
    expect(isBuiltFrom(day, raw(START))).toBe(true);
    expect(isBuiltFrom(day, raw(START + DAY_MS))).toBe(false);
  });
});
