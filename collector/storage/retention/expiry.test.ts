import { describe, expect, it } from 'vitest';
import { partitionName } from '../postgres/partitionNames';
import type { SealedWindow } from '../postgres/sealedPages';
import { type WindowKey, WindowSet, windowKeyName } from '../read/windowSet';
import { encodeSources } from '../tiers/sources';
import { findExpired, type StoredPages } from './expiry';
import { RetentionFigures } from './figures';
import { RetentionPolicy } from './policy';
import { DEFAULT_TIMES, type RetentionTimes } from './times';
import { WaitingWindows } from './waitingWindows';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.UTC(2026, 10, 1);

function windowOf(key: WindowKey, lastMs: number, sources: readonly SealedWindow[] = []): SealedWindow {
  const none = { generations: new Uint32Array(0), parts: new Uint32Array(0), firstColumns: new Uint32Array(0) };
  return {
    ...key,
    generation: 3,
    mergedFresh: 0,
    samples: 10,
    directory: {
      timestamps: none,
      series: none,
      firstMetrics: [],
      firstRefs: [],
      minTimeMs: key.windowStartMs,
      maxTimeMs: lastMs,
      bytes: 1,
    },
    sources: encodeSources(sources, lastMs),
    deletionsUntil: 0,
  };
}

const raw = (startMs: number, retentionClass = 0) =>
  windowOf({ tier: 0, class: retentionClass, windowStartMs: startMs }, startMs + 2 * HOUR_MS - 15_000);
const day = (startMs: number, sources: readonly SealedWindow[]) =>
  windowOf({ tier: 1, class: 0, windowStartMs: startMs }, startMs + DAY_MS - 300_000, sources);

const FIRST = raw(START);
const EVENING = raw(START + 22 * HOUR_MS);
const TIERS = [day(START, [FIRST, EVENING]), day(START + DAY_MS, [EVENING])];

function expired(
  windows: readonly SealedWindow[],
  nowMs: number,
  over: Partial<StoredPages> = {},
  times = DEFAULT_TIMES,
) {
  const set = windows.reduce((all, window) => all.with(window), WindowSet.EMPTY);
  const stored: StoredPages = { windows: set, fresh: [], partitions: [], damagedWindows: new Set(), ...over };
  const rules = [{ matchers: [], times: { rawMs: DAY_MS, fiveMinuteMs: 0, oneHourMs: 0 } }];
  const classes = [{ id: 1, times: rules[0]?.times as RetentionTimes }];
  const policy = new RetentionPolicy({ defaults: times, rules }, classes);
  const { partitions, waiting } = findExpired(stored, policy, nowMs);
  return {
    dropped: partitions.map(partitionName),
    waiting: waiting.map(({ key, reason }) => `${windowKeyName(key)} ${reason}`),
  };
}

const AT_15_DAYS = START + 16 * DAY_MS;
const NOTHING = { dropped: [], waiting: [] };
const FIRST_DAY = { dropped: ['Page_raw_0_20261101'], waiting: [] };

describe('what is past its retention', () => {
  it('leaves when its whole day is, and the tiers have it', () => {
    expect(expired([FIRST, EVENING, ...TIERS], AT_15_DAYS - 1)).toEqual(NOTHING);
    expect(expired([FIRST, EVENING, ...TIERS], AT_15_DAYS)).toEqual(FIRST_DAY);
  });

  it.each<[string, SealedWindow[], string[]]>([
    ['no tier at all', [], ['raw/0/2026-11-01T00:00:00.000Z', 'raw/0/2026-11-01T22:00:00.000Z']],
    [
      'a tier of an earlier generation',
      [day(START, [{ ...FIRST, generation: 2 }, EVENING]), day(START + DAY_MS, [EVENING])],
      ['raw/0/2026-11-01T00:00:00.000Z'],
    ],
    // The last bucket of a day is the first one of the next day's window.
    ['the tier of one day of two', [day(START, [FIRST, EVENING])], ['raw/0/2026-11-01T22:00:00.000Z']],
  ])('waits with %s', (_, tiers, names) => {
    const want = { dropped: [], waiting: names.map((name) => `${name} tierNotBuilt`) };
    expect(expired([FIRST, EVENING, ...tiers], AT_15_DAYS)).toEqual(want);
  });

  it('waits for pages that are not sealed, unless they cannot be', () => {
    const fresh = [{ class: 0, windowStartMs: START }];
    const waiting = ['raw/0/2026-11-01T00:00:00.000Z notSealed'];
    expect(expired([EVENING, ...TIERS], AT_15_DAYS, { fresh })).toEqual({ dropped: [], waiting });
    const damagedWindows = new Set(['raw/0/2026-11-01T00:00:00.000Z']);
    expect(expired([EVENING, ...TIERS], AT_15_DAYS, { fresh, damagedWindows })).toEqual(FIRST_DAY);
  });

  it('waits for nothing where the next tier is off', () => {
    const times = { rawMs: 15 * DAY_MS, fiveMinuteMs: 0, oneHourMs: 0 };
    expect(expired([FIRST], AT_15_DAYS, { fresh: [{ class: 0, windowStartMs: START }] }, times)).toEqual(FIRST_DAY);
    expect(expired([raw(START, 1)], START + 2 * DAY_MS)).toEqual({ dropped: ['Page_raw_1_20261101'], waiting: [] });
  });

  it('takes 5m and 1h by months and years, as their last windows end', () => {
    const quarter = day(START, []);
    const hours = windowOf(
      { tier: 2, class: 0, windowStartMs: Math.floor(START / (30 * DAY_MS)) * 30 * DAY_MS },
      START,
      [quarter],
    );
    const nowMs = Date.UTC(2026, 11, 1) + 90 * DAY_MS;
    expect(expired([quarter, hours], nowMs - 1)).toEqual(NOTHING);
    expect(expired([quarter, hours], nowMs).dropped).toEqual([]);
    const built = windowOf({ tier: 2, class: 0, windowStartMs: hours.windowStartMs }, START + DAY_MS, [quarter]);
    expect(expired([quarter, built], nowMs).dropped).toEqual(['Page_5m_0_202611']);
    // The window that begins in December 2026 ends in January 2027.
    const year = Date.UTC(2027, 0, 1) + DEFAULT_TIMES.oneHourMs;
    expect(expired([built], year).dropped).toEqual([]);
    expect(expired([built], year + 30 * DAY_MS).dropped).toEqual(['Page_1h_0_2026']);
  });

  it('is told of once an hour while it waits', () => {
    const figures = new RetentionFigures();
    const told: object[] = [];
    const nothing = () => undefined;
    const waiting = new WaitingWindows(figures, { info: nothing, error: nothing, warn: (fields) => told.push(fields) });
    const windows = [{ key: { tier: 0, class: 0, windowStartMs: START }, reason: 'tierNotBuilt' as const }];
    for (let minute = 0; minute <= 120; minute++) waiting.note(windows, AT_15_DAYS + minute * 60_000);
    expect(figures).toMatchObject({ oldestWaitingMs: 2 * HOUR_MS, waiting: windows });
    const window = 'raw/0/2026-11-01T00:00:00.000Z';
    expect(told).toEqual([
      { window, reason: 'tierNotBuilt', waitsMs: HOUR_MS },
      { window, reason: 'tierNotBuilt', waitsMs: 2 * HOUR_MS },
    ]);
    waiting.note([], AT_15_DAYS);
    expect(figures).toMatchObject({ oldestWaitingMs: 0, waiting: [] });
  });
});
