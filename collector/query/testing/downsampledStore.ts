/**
 * A Queryable that downsamples series in memory anew for each selection, in the plainest way: what tiers mean at the
 * storage seam, as code. Asked for raw samples (`maxResolutionMs: 0`) it gives what it was made of.
 */
import type { Querier, Queryable, ResolutionMs, SelectHints, SeriesColumns } from '@/collector/storage/storage';
import type { Labels } from '@/lib/labels/labels';
import type { Matcher } from '@/lib/labels/matcher';
import { isStaleAt, wordsOf, writeStale } from '@/lib/labels/staleness';
import { matchesAll } from '../promqltest/memoryStore';

export interface RawSeries {
  readonly labels: Labels;
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
}

/** Samples up to a time, inclusive, are kept in buckets. Times are multiples of the resolution. */
export interface Stretch {
  readonly untilMs: number;
  readonly resolutionMs: ResolutionMs;
}

/** A series that is silent for so long at a bucket's end has ended in it. */
const LOOKBACK_MS = 300_000;
const NO_NAMES = { names: [], warnings: [] };

export class DownsampledStore implements Queryable {
  readonly asked: SelectHints[] = [];

  /** @param stretches in order of time; what comes after the last one is raw */
  constructor(
    private readonly series: readonly RawSeries[],
    private readonly stretches: readonly Stretch[],
    private readonly approximateFor: readonly string[] = [],
  ) {}

  querier(minTimeMs: number, maxTimeMs: number): Querier {
    return {
      select: async (matchers, hints) => this.select(matchers, hints, minTimeMs, maxTimeMs),
      seriesLabels: async () => ({ series: [], warnings: [] }),
      labelNames: async () => NO_NAMES,
      labelValues: async () => NO_NAMES,
      close: () => undefined,
    };
  }

  metadata() {
    return new Map();
  }

  private select(matchers: readonly Matcher[], hints: SelectHints, minTimeMs: number, maxTimeMs: number) {
    this.asked.push(hints);
    const stretches = this.stretches.filter(({ resolutionMs }) => resolutionMs <= (hints.maxResolutionMs ?? Infinity));
    const series = this.series
      .filter(({ labels }) => matchesAll(matchers, labels))
      .map((each, i) => columnsOf(each, i + 1, stretches, hints, minTimeMs, maxTimeMs))
      .filter(({ timestamps }) => timestamps.length > 0);
    const resolutionMs = stretches.reduce<ResolutionMs>((most, each) => larger(most, each.resolutionMs), 0);
    return { series, warnings: [], resolutionMs, approximate: this.approximateFor.includes(hints.func) };
  }
}

function larger(a: ResolutionMs, b: ResolutionMs): ResolutionMs {
  return a > b ? a : b;
}

interface Sample {
  readonly timeMs: number;
  readonly value: number;
  readonly weight: number;
  readonly isStale: boolean;
  readonly resolutionMs: ResolutionMs;
}

function columnsOf(
  series: RawSeries,
  ref: number,
  stretches: readonly Stretch[],
  hints: SelectHints,
  minTimeMs: number,
  maxTimeMs: number,
): SeriesColumns {
  const samples = downsample(series, stretches, hints).filter(
    ({ timeMs, resolutionMs }) => timeMs <= maxTimeMs && timeMs >= minTimeMs - 1 - 2 * resolutionMs,
  );
  const values = Float64Array.from(samples, ({ value }) => value);
  for (const [i, { isStale }] of samples.entries()) if (isStale) writeStale(values, i);
  const parts = samples.flatMap(({ resolutionMs }, i) =>
    samples[i + 1]?.resolutionMs === resolutionMs ? [] : [{ until: i + 1, resolutionMs }],
  );
  return {
    ref,
    labels: series.labels,
    timestamps: Float64Array.from(samples, ({ timeMs }) => timeMs),
    values,
    mayHaveStale: samples.some(({ isStale }) => isStale),
    ...(parts.some(({ resolutionMs }) => resolutionMs > 0) && { parts }),
    ...(/^(count|avg)_over_time$/.test(hints.func) && { weights: Float64Array.from(samples, ({ weight }) => weight) }),
  };
}

interface RawSample {
  readonly timeMs: number;
  readonly value: number;
  readonly isStale: boolean;
}

function downsample(series: RawSeries, stretches: readonly Stretch[], hints: SelectHints): Sample[] {
  const words = wordsOf(series.values);
  const raw = Array.from(series.timestamps, (timeMs, i): RawSample => {
    return { timeMs, value: series.values[i] as number, isStale: isStaleAt(words, i) };
  });
  const isRate = hints.func === 'rate' || hints.func === 'increase';
  const kept = isRate ? withoutResets(raw, stretches.at(-1)?.untilMs ?? 0) : raw;
  const out: Sample[] = [];
  let fromMs = -Infinity;
  for (const stretch of stretches) {
    const inside = kept.filter(({ timeMs }) => timeMs > fromMs && timeMs <= stretch.untilMs);
    for (const bucket of bucketsOf(inside, stretch.resolutionMs)) {
      out.push(...samplesOf(bucket, hints, isRate, out.at(-1)));
    }
    fromMs = stretch.untilMs;
  }
  const rest = raw.filter(({ timeMs }) => timeMs > fromMs);
  return [...out, ...rest.map((sample) => ({ ...sample, weight: 1, resolutionMs: 0 as const }))];
}

/** A counter that never falls, and that has its true values again where the raw samples begin. */
function withoutResets(raw: readonly RawSample[], untilMs: number): RawSample[] {
  let before = -Infinity;
  let lost = 0;
  let lostInAll = 0;
  const grown = raw.map((sample) => {
    if (!sample.isStale) {
      if (sample.value < before) lost += before;
      before = sample.value;
    }
    if (sample.timeMs <= untilMs) lostInAll = lost;
    return { ...sample, value: sample.value + lost };
  });
  return grown.map((sample) => ({ ...sample, value: sample.value - lostInAll }));
}

interface Bucket {
  readonly endMs: number;
  readonly resolutionMs: ResolutionMs;
  readonly samples: readonly RawSample[];
}

function bucketsOf(samples: readonly RawSample[], resolutionMs: ResolutionMs): Bucket[] {
  const byEnd = new Map<number, RawSample[]>();
  for (const sample of samples) {
    const endMs = Math.ceil(sample.timeMs / resolutionMs) * resolutionMs;
    const bucket = byEnd.get(endMs);
    if (bucket) bucket.push(sample);
    else byEnd.set(endMs, [sample]);
  }
  return [...byEnd].map(([endMs, inside]) => ({ endMs, resolutionMs, samples: inside }));
}

function samplesOf(bucket: Bucket, hints: SelectHints, isRate: boolean, before: Sample | undefined): Sample[] {
  const { endMs, resolutionMs, samples } = bucket;
  const fresh = samples.filter(({ isStale }) => !isStale);
  const last = samples.at(-1) as RawSample;
  const ended = last.isStale || last.timeMs <= endMs - LOOKBACK_MS;
  const [first] = fresh;
  if (first === undefined) return [];
  const common = { weight: fresh.length, resolutionMs };
  const value = aggregate(
    fresh.map((sample) => sample.value),
    hints,
  );
  const sample = { ...common, timeMs: endMs, value, isStale: hints.rangeMs === 0 && ended };
  if (!isRate || before?.timeMs === endMs - resolutionMs) return [sample];
  return [{ ...common, timeMs: endMs - resolutionMs, value: first.value, isStale: false }, sample];
}

function aggregate(values: readonly number[], { func, rangeMs }: SelectHints): number {
  const last = values.at(-1) ?? Number.NaN;
  if (rangeMs === 0) return last;
  const numbers = values.filter((value) => !Number.isNaN(value));
  switch (func) {
    case 'max_over_time':
      return numbers.length > 0 ? Math.max(...numbers) : Number.NaN;
    case 'min_over_time':
      return numbers.length > 0 ? Math.min(...numbers) : Number.NaN;
    case 'sum_over_time':
    case 'avg_over_time':
      return values.reduce((sum, value) => sum + value, 0);
    default:
      return last;
  }
}
