import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { getLabel, labelsFromRecord } from '@/lib/labels/labels';
import { isStaleAt, wordsOf } from '@/lib/labels/staleness';
import type { ResolutionMs, SelectHints, SeriesColumns } from './storage';
import type { Store } from './store';
import { COHORT, metricIs, openTestStore, type TestClock } from './testing/testStore';
import { type BucketFacts, bucketFacts, type RawSamples, randomSeries } from './tiers/testing/rawModel';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FIVE_MINUTES = 300_000;
const MONTH_MS = 30 * DAY_MS;
/** Begins a day and a window of 30 days. */
const START = Math.floor(Date.UTC(2026, 10, 22) / MONTH_MS) * MONTH_MS;
const LIMITS = { rawRetentionMs: 60 * DAY_MS };

const SERIES: readonly { readonly labels: Readonly<Record<string, string>>; readonly counter: boolean }[] = [
  { labels: { __name__: 'requests_total', code: '200' }, counter: true },
  { labels: { __name__: 'requests_total', code: '500' }, counter: true },
  { labels: { __name__: 'temperature', room: 'a' }, counter: false },
  { labels: { __name__: 'temperature', room: 'b' }, counter: false },
];

/** Appends all samples of some series in order of time, as scrapes at that time do. */
async function append(store: Store, clock: TestClock, all: readonly RawSamples[]): Promise<void> {
  const rows = all.flatMap(({ timestamps }, series) => [...timestamps].map((timeMs, i) => ({ timeMs, series, i })));
  rows.sort((a, b) => a.timeMs - b.timeMs);
  for (const { timeMs, series, i } of rows) {
    clock.nowMs = Math.max(clock.nowMs, timeMs);
    const { values } = all[series] as RawSamples;
    const appender = store.appender({ ...COHORT, instance: `${series}` });
    const ref = appender.series(labelsFromRecord(SERIES[series]?.labels ?? {}));
    if (typeof ref === 'string') throw new Error(`series refused: ${ref}`);
    if (isStaleAt(wordsOf(values), i)) appender.appendStale(ref, timeMs);
    else appender.append(ref, timeMs, values[i] as number);
    appender.commit();
  }
}

async function select(store: Store, metric: string, hints: SelectHints, fromMs: number, untilMs: number) {
  const querier = store.querier(fromMs, untilMs);
  try {
    return await querier.select(metricIs(metric), hints, new AbortController().signal);
  } finally {
    querier.close();
  }
}

function hintsOf(func: string, resolutionMs: ResolutionMs): SelectHints {
  return { func, stepMs: resolutionMs, rangeMs: resolutionMs, startMs: START, maxResolutionMs: resolutionMs };
}

function numberOf(column: SeriesColumns): number {
  return SERIES.findIndex(({ labels }) =>
    Object.entries(labels).every(([name, value]) => getLabel(column.labels, name) === value),
  );
}

/** The buckets of a column stamped in an interval, without samples on left borders. */
function bucketsOf(column: SeriesColumns, stamps: readonly number[]): number[] {
  const at = new Map(Array.from(column.timestamps, (timeMs, i) => [timeMs, i]));
  return stamps.map((stampMs) => column.values[at.get(stampMs) ?? Number.NaN] ?? Number.NaN);
}

function expectClose(values: readonly number[], wanted: readonly number[]): void {
  expect(values).toHaveLength(wanted.length);
  for (const [i, value] of values.entries()) {
    const want = wanted[i] as number;
    if (Math.abs(value - want) > 1e-9 * Math.max(1, Math.abs(want))) expect(value, `bucket ${i}`).toBe(want);
  }
}

/** Of each bucket but the first the difference to the bucket before. */
function increasesOf(column: SeriesColumns, stamps: readonly number[]): number[] {
  const values = bucketsOf(column, stamps);
  return values.map((value, i) => (i === 0 ? 0 : value - (values[i - 1] as number)));
}

function weightsOf(column: SeriesColumns, stamps: readonly number[]): number[] {
  return bucketsOf({ ...column, values: column.weights ?? new Float64Array(0) }, stamps);
}

describe.each([
  [1, FIVE_MINUTES],
  [2, FIVE_MINUTES],
  [3, HOUR_MS],
  [4, HOUR_MS],
] as const)('queries over tiers, seed %i, buckets of %i ms', (seed, resolutionMs) => {
  const database = useTestDatabase();
  const untilMs = START + 2 * DAY_MS + 5 * HOUR_MS;
  const samples = SERIES.map(({ counter }, i) =>
    randomSeries(seed * 10 + i, { fromMs: START - HOUR_MS, untilMs, counter, stepMs: 60_000 }),
  );

  /** The buckets of a series that the store must know. */
  function factsOf(column: SeriesColumns, fromMs: number): BucketFacts[] {
    const facts = bucketFacts(samples[numberOf(column)] as RawSamples, resolutionMs);
    return facts.filter(({ stampMs }) => stampMs >= fromMs && stampMs <= untilMs);
  }

  it('answer as the samples do', async () => {
    const clock = { nowMs: START - HOUR_MS };
    const store = await openTestStore(database(), clock, LIMITS);
    await append(store, clock, samples);
    clock.nowMs = untilMs;
    await store.sealNow();
    const check = async (
      metric: string,
      func: string,
      wanted: (facts: readonly BucketFacts[]) => number[],
      read = bucketsOf,
    ) => {
      const set = await select(store, metric, hintsOf(func, resolutionMs), START - resolutionMs + 1, untilMs);
      expect([set.resolutionMs, set.approximate, set.series.length]).toEqual([resolutionMs, undefined, 2]);
      for (const column of set.series) {
        const facts = factsOf(column, START);
        expectClose(
          read(
            column,
            facts.map(({ stampMs }) => stampMs),
          ),
          wanted(facts),
        );
      }
    };
    const counts = (facts: readonly BucketFacts[]) => facts.map(({ count }) => count);
    await check('temperature', 'max_over_time', (facts) => facts.map(({ max }) => max));
    await check('temperature', 'min_over_time', (facts) => facts.map(({ min }) => min));
    await check('temperature', 'sum_over_time', (facts) => facts.map(({ sum }) => sum));
    await check('temperature', 'last_over_time', (facts) => facts.map(({ last }) => last));
    await check('temperature', 'count_over_time', counts, weightsOf);
    await check('temperature', 'avg_over_time', counts, weightsOf);
    await check('requests_total', 'count_over_time', counts, weightsOf);
    await check('requests_total', 'max_over_time', (facts) => facts.map(({ max }) => max));
    await check('requests_total', 'last_over_time', (facts) => facts.map(({ last }) => last));
    await check(
      'requests_total',
      'increase',
      (facts) => facts.map(({ increase }, i) => (i === 0 ? 0 : increase)),
      increasesOf,
    );
    await store.close();
  });

  it('say nothing at the end of buckets in which a series ended', async () => {
    const store = await openTestStore(database(), { nowMs: untilMs }, LIMITS);
    const hints = { ...hintsOf('', resolutionMs), rangeMs: 0 };
    const set = await select(store, 'temperature', hints, START - 300_000 + 1, untilMs);
    expect(set.resolutionMs).toBe(resolutionMs);
    for (const column of set.series) {
      const facts = factsOf(column, START);
      const words = wordsOf(column.values);
      const at = new Map(Array.from(column.timestamps, (timeMs, i) => [timeMs, i]));
      for (const { stampMs, ended, last } of facts) {
        const i = at.get(stampMs) ?? Number.NaN;
        expect(isStaleAt(words, i)).toBe(ended);
        if (!ended) expect(column.values[i]).toBe(last);
      }
      expect(facts.some(({ ended }) => ended)).toBe(true);
    }
    await store.close();
  });

  it('join the raw samples that follow without a false reset', async () => {
    const clock = { nowMs: untilMs };
    const store = await openTestStore(database(), clock, LIMITS);
    const before = await rawLast(store);
    await append(store, clock, [
      { timestamps: Float64Array.of(untilMs + 60_000), values: Float64Array.of(before + 7) },
    ]);
    const set = await select(store, 'requests_total', hintsOf('rate', resolutionMs), START, untilMs + HOUR_MS);
    const column = set.series.find((each) => numberOf(each) === 0);
    expect(column?.parts?.map((part) => part.resolutionMs)).toContain(0);
    const values = column?.values ?? new Float64Array(0);
    expect(values.at(-1)).toBe(before + 7);
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeGreaterThanOrEqual((values[i - 1] as number) - 1e-6);
    const increase = factsOf(column as SeriesColumns, START + resolutionMs).reduce(
      (sum, fact) => sum + fact.increase,
      0,
    );
    const from = column?.timestamps.indexOf(START) ?? -1;
    if (from >= 0) expectClose([(values.at(-1) ?? 0) - (values[from] as number)], [increase + 7]);
    await store.close();
  });

  it('have late samples once their windows are amended', async () => {
    const store = await openTestStore(database(), { nowMs: untilMs + 2 * HOUR_MS }, LIMITS);
    const lateMs = START + 3 * HOUR_MS + 1_234;
    const appender = store.appender(COHORT, { backfill: true });
    const ref = appender.series(labelsFromRecord(SERIES[2]?.labels ?? {}));
    expect(typeof ref === 'number' && appender.append(ref, lateMs, 1e6)).toBe('ok');
    appender.commit();
    await store.sealNow();
    const set = await select(store, 'temperature', hintsOf('max_over_time', resolutionMs), START, untilMs);
    const column = set.series.find((each) => numberOf(each) === 2);
    const stampMs = Math.ceil(lateMs / resolutionMs) * resolutionMs;
    expect([set.resolutionMs, column && bucketsOf(column, [stampMs])]).toEqual([resolutionMs, [1e6]]);
    await store.close();
  });

  async function rawLast(store: Store): Promise<number> {
    const set = await select(store, 'requests_total', { func: '', stepMs: 0, rangeMs: 0 }, untilMs - DAY_MS, untilMs);
    const column = set.series.find((each) => numberOf(each) === 0);
    expect(set.resolutionMs).toBeUndefined();
    return column?.values.at(-1) ?? Number.NaN;
  }
});
