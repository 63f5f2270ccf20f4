import { describe, expect, it } from 'vitest';
import { Buckets } from '../chunkenc/buckets';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { decodeBuckets, parseTierPage } from '../chunkenc/tierPage';
import { TierPageBuilder } from '../chunkenc/tierPageBuilder';
import { BucketMerger } from './bucketBuckets';
import { bucketSamples } from './bucketSamples';
import { type BucketGrid, gridOf, stampOf } from './grid';
import { type BucketFacts, bucketFacts, type RawSamples, randomSeries } from './testing/rawModel';

const DAY_MS = 86_400_000;
const MONTH_MS = 30 * DAY_MS;
/** A day that begins a window of the 1h tier. */
const START = Math.floor(Date.UTC(2026, 10, 22) / MONTH_MS) * MONTH_MS;
const ALL = { last: true, counts: true, max: true, min: true, sum: true, lost: true };

/** Through a page and back, as everything is read. */
function stored(buckets: Buckets, aligned: boolean): Buckets {
  const builder = new TierPageBuilder(buckets.row.length, aligned);
  builder.add('metric', 7, buckets);
  const out = new Buckets(buckets.row.length);
  decodeBuckets(parseTierPage(builder.finish()), 0, ALL, out);
  return out;
}

function fiveMinutes(samples: RawSamples, dayMs: number, counter: boolean): Buckets {
  const out = new Buckets(gridOf(1, dayMs).rows);
  bucketSamples(samples.timestamps, samples.values, gridOf(1, dayMs), counter, out);
  return out.length > 0 ? stored(out, false) : out;
}

function hours(days: readonly { buckets: Buckets; grid: BucketGrid }[], counter: boolean): Buckets {
  const out = new Buckets(720);
  const merger = new BucketMerger({ ...gridOf(2, START), rows: 48 }, out);
  merger.start(counter);
  for (const { buckets, grid } of days) merger.add(buckets, grid);
  merger.finish();
  return stored(out, true);
}

/** Buckets must say the same as the samples; what is not kept of a kind is not compared. */
function expectFacts(buckets: Buckets, grid: BucketGrid, facts: readonly BucketFacts[]): void {
  expect(buckets.length).toBe(facts.length);
  let previous: number | undefined;
  for (const [i, fact] of facts.entries()) {
    expect(stampOf(grid, buckets.row[i] as number)).toBe(fact.stampMs);
    expect(buckets.counts[i]).toBe(fact.count);
    expect(buckets.last[i]).toBe(fact.last);
    expect(buckets.max[i]).toBe(fact.max);
    expect(buckets.ended[i] === 1).toBe(fact.ended);
    if (buckets.counter) {
      if (i > 0) expectClose(increase(buckets, i, previous ?? NaN), fact.increase);
    } else {
      expect(buckets.min[i]).toBe(fact.min);
      expectClose(buckets.sum[i] as number, fact.sum);
    }
    previous = buckets.last[i];
  }
}

/** As readers compute it. */
function increase(buckets: Buckets, i: number, previous: number): number {
  const first = buckets.first[i] as number;
  const border = buckets.beginsRun(i) && first < previous ? previous : 0;
  return (buckets.last[i] as number) - previous + (buckets.lost[i] as number) + border;
}

function expectClose(value: number, wanted: number): void {
  if (!Number.isFinite(wanted)) expect(value).toBe(wanted);
  else expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)));
}

describe.each([
  ['counter', true, false],
  ['gauge', false, false],
  ['gauge with NaN and infinities', false, true],
])('buckets of a %s', (_, counter, odd) => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('say the same as the samples, seed %i', (seed) => {
    const samples = randomSeries(seed, { fromMs: START - 7_200_000, untilMs: START + 2 * DAY_MS, counter, odd });
    const facts = bucketFacts(samples, 300_000);
    const days = [START - DAY_MS, START, START + DAY_MS].map((dayMs) => {
      const buckets = fiveMinutes(samples, dayMs, counter);
      const ofDay = facts.filter(({ stampMs }) => stampMs >= dayMs && stampMs < dayMs + DAY_MS);
      expectFacts(buckets, gridOf(1, dayMs), ofDay);
      return { buckets, grid: gridOf(1, dayMs) };
    });
    const ofMonth = bucketFacts(samples, 3_600_000).filter(({ stampMs }) => stampMs >= START);
    // The last day is not over: its last bucket is of the next one.
    const complete = ofMonth.filter(({ stampMs }) => stampMs < START + 2 * DAY_MS);
    expectFacts(hours(days, counter), gridOf(2, START), complete);
  });
});

describe('buckets', () => {
  const columns = (samples: readonly (readonly [second: number, value: number])[]) => ({
    timestamps: Float64Array.from(samples, ([second]) => START + second * 1_000),
    values: Float64Array.from(samples, ([, value]) => value),
  });

  it('are open at the left and closed at the right', () => {
    const { row, length, counts } = fiveMinutes(
      columns([
        [-299.999, 1],
        [0, 2],
        [0.001, 3],
        [300, 4],
      ]),
      START,
      false,
    );
    expect([...row.subarray(0, length)]).toEqual([0, 1]);
    expect([...counts.subarray(0, length)]).toEqual([2, 2]);
  });

  it('sum decimals exactly, and sums of sums likewise', () => {
    const tenths = columns(Array.from({ length: 120 }, (_, i) => [(i + 1) * 30, i % 2 === 0 ? 0.1 : 0.2] as const));
    const day = fiveMinutes(tenths, START, false);
    expect([...day.sum.subarray(0, day.length)]).toEqual(new Array(12).fill(1.5));
    expect(hours([{ buckets: day, grid: gridOf(1, START) }], false).sum[0]).toBe(18);
  });

  it('keep what a counter lost between two buckets and within one', () => {
    const day = fiveMinutes(
      columns([
        [10, 100],
        [290, 150],
        [310, 5],
        [320, 9],
        [330, 2],
        [1000, 7],
      ]),
      START,
      true,
    );
    expect([...day.lost.subarray(0, 3)]).toEqual([0, 150 + 9, 0]);
    expect([...day.max.subarray(0, 3)]).toEqual([150, 9, 7]);
    expect([day.first[0], day.beginsRun(1), day.first[2]]).toEqual([100, false, 7]);
  });
});

describe('tier page', () => {
  function page(): Uint8Array<ArrayBuffer> {
    const builder = new TierPageBuilder(288, true);
    for (const [i, metric] of ['a', 'a', 'b'].entries()) {
      const samples = randomSeries(i + 20, { fromMs: START, untilMs: START + DAY_MS, counter: i === 1, odd: i === 2 });
      builder.add(metric, 10 - i, fiveMinutes(samples, START, i === 1));
    }
    return builder.finish();
  }

  it('names its series by metric', () => {
    const { metrics, firstEntries, refs, rows } = parseTierPage(page());
    expect({ metrics, firstEntries: [...firstEntries], refs: [...refs], rows }).toEqual({
      metrics: ['a', 'b'],
      firstEntries: [0, 2, 3],
      refs: [10, 9, 8],
      rows: 288,
    });
  });

  it('is named damaged for any changed byte and any cut', () => {
    const bytes = page();
    for (let at = 0; at < bytes.length; at += 3) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] as number) ^ 4;
      if (at !== 2 && at !== 3) expect(() => parseTierPage(damaged)).toThrow(CorruptPageError);
      expect(() => parseTierPage(bytes.subarray(0, at))).toThrow(CorruptPageError);
    }
  });

  it('decodes only what is wanted, and gives the same', () => {
    const parsed = parseTierPage(page());
    for (const entry of [0, 1, 2]) {
      const all = new Buckets(288);
      decodeBuckets(parsed, entry, ALL, all);
      for (const name of ['last', 'counts', 'max', 'min', 'sum', 'lost'] as const) {
        const one = new Buckets(288);
        decodeBuckets(parsed, entry, { [name]: true }, one);
        const isKept = all.counter ? name !== 'min' && name !== 'sum' : name !== 'lost';
        if (isKept) expect(one[name].subarray(0, one.length)).toEqual(all[name].subarray(0, all.length));
        expect(one.row).toEqual(all.row);
        expect(one.ended).toEqual(all.ended);
      }
    }
  });
});
