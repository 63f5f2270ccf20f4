/**
 * A year of the 1h tier as queries read it: pages of 1,000 gauges and 1,000 counters × 8,760 buckets in memory, without a database.
 * By function: ns per bucket of decoding and joining columns, and of the whole query at a step of one hour.
 */
import { makeMachine } from '@/collector/bench/machineSeries';
import { createEngine } from '@/collector/query/engine';
import { getLabel, type Labels, labelsFromRecord, METRIC_NAME } from '@/lib/labels/labels';
import { Buckets } from '../chunkenc/buckets';
import { parseTierPage, type TierPage } from '../chunkenc/tierPage';
import { TierPageBuilder } from '../chunkenc/tierPageBuilder';
import { TierJoiner } from '../read/tierJoiner';
import { type TierPiece, tierPiecesOf } from '../read/tierPieces';
import type { Querier, Queryable, SelectHints, SeriesColumns } from '../storage';
import { bucketSamples } from './bucketSamples';
import { gridOf, stampOf } from './grid';
import { isCounterName } from './isCounter';

const HOUR_MS = 3_600_000;
const TIER = 2;
const SERIES = 1000;
/** Series with values of their own; the others read the same pages again. */
const SOURCES = 250;
const BUCKETS = 8760;
const WINDOW_BUCKETS = 720;
const SAMPLES_PER_BUCKET = 4;
const PAGE_SERIES = 125;
const RUNS = 5;
const START = Math.floor(Date.UTC(2025, 10, 22) / (WINDOW_BUCKETS * HOUR_MS)) * WINDOW_BUCKETS * HOUR_MS;
const END = START + (BUCKETS - 1) * HOUR_MS;

/** The year of one kind of series: `pages[window][number % SOURCES / PAGE_SERIES]`. */
interface Year {
  readonly labels: readonly Labels[];
  readonly pages: readonly (readonly TierPage[])[];
}

/** The value of the next sample of series of a kind. */
function sources(counter: boolean): (() => number)[] {
  const intervalMs = HOUR_MS / SAMPLES_PER_BUCKET;
  const found: (() => number)[] = [];
  for (let number = 0; found.length < SOURCES; number++) {
    for (const { labels, next } of makeMachine(number, intervalMs).series) {
      const metric = labels.find(([label]) => label === METRIC_NAME)?.[1] ?? '';
      if (isCounterName(metric) !== counter || found.length === SOURCES) continue;
      found.push(counter ? withResets(next, found.length) : next);
    }
  }
  return found;
}

/** A counter that starts again about once a month. */
function withResets(next: () => number, number: number): () => number {
  let calls = ((number * 37) % WINDOW_BUCKETS) * SAMPLES_PER_BUCKET;
  let base = 0;
  return () => {
    const value = next();
    if (++calls > WINDOW_BUCKETS * SAMPLES_PER_BUCKET) {
      calls = 0;
      base = value;
    }
    return value - base;
  };
}

function makeYear(name: string, counter: boolean): Year {
  const all = sources(counter);
  const buckets = new Buckets(WINDOW_BUCKETS);
  const pages: TierPage[][] = [];
  for (let window = 0; window * WINDOW_BUCKETS < BUCKETS; window++) {
    const grid = gridOf(TIER, START + window * WINDOW_BUCKETS * HOUR_MS);
    const rows = Math.min(WINDOW_BUCKETS, BUCKETS - window * WINDOW_BUCKETS);
    const times = Float64Array.from(
      { length: rows * SAMPLES_PER_BUCKET },
      (_, i) => stampOf(grid, 0) + ((i + 1) / SAMPLES_PER_BUCKET - 1) * HOUR_MS,
    );
    const values = new Float64Array(times.length);
    const builder = new TierPageBuilder(WINDOW_BUCKETS, true);
    const ofWindow: TierPage[] = [];
    for (const [i, source] of all.entries()) {
      for (let at = 0; at < values.length; at++) values[at] = source();
      bucketSamples(times, values, grid, counter, buckets);
      builder.add(name, i + 1, buckets);
      if (builder.series === PAGE_SERIES || i === all.length - 1) ofWindow.push(parseTierPage(builder.finish()));
    }
    pages.push(ofWindow);
  }
  const labels = Array.from({ length: SERIES }, (_, i) => labelsFromRecord({ [METRIC_NAME]: name, series: String(i) }));
  return { labels, pages };
}

/** As Select does it. */
function read({ labels, pages }: Year, hints: SelectHints, fromMs: number, untilMs: number): SeriesColumns[] {
  const joiner = new TierJoiner(hints);
  return labels.map((each, i) => {
    const number = i % SOURCES;
    const pieces: TierPiece[] = [];
    for (const [window, ofWindow] of pages.entries()) {
      const page = ofWindow[Math.floor(number / PAGE_SERIES)] as TierPage;
      const key = { tier: TIER, class: 0, windowStartMs: START + window * WINDOW_BUCKETS * HOUR_MS };
      pieces.push(...tierPiecesOf(page, page.entryOf.get(number + 1) as number, key, { fromMs, untilMs }, []));
    }
    return { ref: i + 1, labels: each, ...joiner.join(pieces, undefined) };
  });
}

let readMs = 0;

function queryableOf(years: readonly Year[]): Queryable {
  const querier = (minTimeMs: number, maxTimeMs: number): Querier => ({
    async select(matchers, hints) {
      const metric = matchers.find(({ name }) => name === METRIC_NAME)?.value;
      const year = years.find(({ labels }) => getLabel(labels[0] as Labels, METRIC_NAME) === metric);
      const startedMs = performance.now();
      const series = year ? read(year, hints, minTimeMs, maxTimeMs) : [];
      readMs = performance.now() - startedMs;
      return { series, warnings: [], resolutionMs: HOUR_MS };
    },
    seriesLabels: async () => ({ series: [], warnings: [] }),
    labelNames: async () => ({ names: [], warnings: [] }),
    labelValues: async () => ({ names: [], warnings: [] }),
    close: () => undefined,
  });
  return { querier, metadata: () => new Map() };
}

const engine = createEngine(queryableOf([makeYear('year_gauge', false), makeYear('year_total', true)]));

for (const expr of [
  'year_gauge',
  'max_over_time(year_gauge[1h])',
  'avg_over_time(year_gauge[1h])',
  'count_over_time(year_gauge[1h])',
  'year_total',
  'increase(year_total[1h])',
  'sum(rate(year_total[1h]))',
]) {
  const whole: number[] = [];
  const reading: number[] = [];
  let series = 0;
  for (let run = 0; run <= RUNS; run++) {
    const startedMs = performance.now();
    const result = await engine.range(expr, START, END, HOUR_MS);
    if (run > 0) {
      whole.push(performance.now() - startedMs);
      reading.push(readMs);
    }
    series = result.series.length;
  }
  const perBucket = (times: readonly number[], pick: (...of: number[]) => number) =>
    ((pick(...times) * 1e6) / (SERIES * BUCKETS)).toFixed(1).padStart(5);
  const median = (...times: number[]) => times.sort((a, b) => a - b)[RUNS >> 1] as number;
  console.log(
    `${expr.padEnd(32)} read ${perBucket(reading, Math.min)}  whole ${perBucket(whole, Math.min)}` +
      `  (median ${perBucket(whole, median)}) ns/bucket of ${series} series`,
  );
}
