/** For tests: what buckets must hold, computed sample by sample in the plainest way. */
import { pseudoRandom } from '@/collector/bench/machineSeries';
import { isStaleAt, wordsOf, writeStale } from '@/lib/labels/staleness';

export interface RawSamples {
  readonly timestamps: Float64Array;
  /** With staleness markers. */
  readonly values: Float64Array;
}

export interface BucketFacts {
  readonly stampMs: number;
  readonly count: number;
  readonly first: number;
  readonly last: number;
  readonly max: number;
  readonly min: number;
  readonly sum: number;
  /** From the last sample before the bucket, or from its first one, resets made good. */
  readonly increase: number;
  readonly ended: boolean;
}

interface Sample {
  readonly timeMs: number;
  readonly value: number;
}

export function bucketFacts({ timestamps, values }: RawSamples, resolutionMs: number): BucketFacts[] {
  const words = wordsOf(values);
  const byStamp = new Map<number, { samples: Sample[]; staleMs: number }>();
  for (const [i, timeMs] of timestamps.entries()) {
    const stampMs = Math.ceil(timeMs / resolutionMs) * resolutionMs;
    const bucket = byStamp.get(stampMs) ?? { samples: [], staleMs: -Infinity };
    byStamp.set(stampMs, bucket);
    if (isStaleAt(words, i)) bucket.staleMs = timeMs;
    else bucket.samples.push({ timeMs, value: values[i] as number });
  }
  let before: number | undefined;
  const facts: BucketFacts[] = [];
  for (const [stampMs, { samples, staleMs }] of byStamp) {
    const last = samples.at(-1);
    if (last === undefined) continue;
    const numbers = samples.map((sample) => sample.value);
    const ordered = numbers.filter((value) => !Number.isNaN(value));
    facts.push({
      stampMs,
      count: samples.length,
      first: numbers[0] as number,
      last: last.value,
      max: ordered.length === 0 ? NaN : Math.max(...ordered),
      min: ordered.length === 0 ? NaN : Math.min(...ordered),
      sum: numbers.reduce((sum, value) => sum + value, 0),
      increase: increaseOf(before === undefined ? numbers : [before, ...numbers]),
      ended: staleMs > last.timeMs || stampMs - last.timeMs >= 300_000,
    });
    before = last.value;
  }
  return facts;
}

export function increaseOf(values: readonly number[]): number {
  let increase = 0;
  for (let i = 1; i < values.length; i++) {
    const [before, value] = [values[i - 1] as number, values[i] as number];
    increase += value < before ? value : value - before;
  }
  return increase;
}

export interface RandomSeries {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly counter: boolean;
  /** Between two scrapes; 15 s by default. */
  readonly stepMs?: number;
  /** NaN and infinities among the values. */
  readonly odd?: boolean;
}

/** Scrapes at 15 s or so, with gaps, staleness, resets, and samples exactly on borders of buckets. */
export function randomSeries(
  seed: number,
  { fromMs, untilMs, counter, stepMs = 15_000, odd = false }: RandomSeries,
): RawSamples {
  const random = pseudoRandom(seed);
  const timestamps: number[] = [];
  const values = new Float64Array(Math.ceil((untilMs - fromMs) / 1_000));
  const unit = [1, 0.01, 0.001, 1 / 3][Math.floor(random() * 4)] as number;
  let units = Math.floor(random() * 1e6);
  for (let timeMs = fromMs + Math.floor(random() * 4) * 5_000; timeMs < untilMs; ) {
    const at = timestamps.push(timeMs) - 1;
    if (counter) units = random() < 0.004 ? Math.floor(random() * 50) : units + Math.floor(random() * 300);
    else units = Math.floor(random() * 2e4) - 5_000;
    values[at] = units * unit;
    if (odd && random() < 0.02) values[at] = [NaN, Infinity, -Infinity, -0][Math.floor(random() * 4)] as number;
    if (random() < 0.01) writeStale(values, at);
    timeMs += random() < 0.005 ? Math.ceil(random() * 5e6) : random() < 0.1 ? stepMs - 1 : stepMs;
    if (random() < 0.05) timeMs = Math.ceil(timeMs / 300_000) * 300_000;
  }
  return { timestamps: Float64Array.from(timestamps), values: values.slice(0, timestamps.length) };
}
