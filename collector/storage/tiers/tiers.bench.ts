/**
 * Downsampled tiers: bytes against those of raw, and how fast buckets are made and read. 10,000 series of machines, 6 h at 15 s
 * (as the comparison with other stores) and a whole day; the 1h tier's part of a window of 30 days is its share.
 */
import { makeMachine } from '@/collector/bench/machineSeries';
import { Buckets } from '../chunkenc/buckets';
import { SeriesPageBuilder } from '../chunkenc/seriesPage';
import { decodeBuckets, parseTierPage, type TierPage } from '../chunkenc/tierPage';
import { TierPageBuilder } from '../chunkenc/tierPageBuilder';
import { BucketMerger } from './bucketBuckets';
import { bucketSamples } from './bucketSamples';
import { gridOf } from './grid';
import { isCounterName } from './isCounter';

const INTERVAL_MS = 15_000;
const HOUR_MS = 3_600_000;
const WINDOW_ROWS = (2 * HOUR_MS) / INTERVAL_MS;
const PAGE_SERIES = 200;
const START = Math.floor(Date.UTC(2026, 10, 22) / (720 * HOUR_MS)) * 720 * HOUR_MS;

/** Pages of some kind, cut at so many series. */
class Pages<B extends { finish(): Uint8Array<ArrayBuffer> }> {
  readonly pages: Uint8Array<ArrayBuffer>[] = [];
  bytes = 0;
  private series = 0;

  constructor(readonly builder: B) {}

  next(): B {
    if (this.series === PAGE_SERIES) this.cut();
    this.series++;
    return this.builder;
  }

  cut(): void {
    const page = this.builder.finish();
    this.pages.push(page);
    this.bytes += page.length;
    this.series = 0;
  }
}

interface Generated {
  readonly metric: string;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** All series in order of metric, as pages have them. */
function generate(machines: number, rows: number): Generated[] {
  const out: Generated[] = [];
  for (let number = 0; number < machines; number++) {
    const machine = makeMachine(number, INTERVAL_MS);
    const times = Float64Array.from({ length: rows }, (_, row) => START + machine.offsetMs + row * INTERVAL_MS);
    const columns = machine.series.map(({ labels }) => ({
      metric: labels.find(([name]) => name === '__name__')?.[1] ?? '',
      times,
      values: new Float64Array(rows),
    }));
    for (let row = 0; row < rows; row++) {
      for (const [i, series] of machine.series.entries()) (columns[i] as Generated).values[row] = series.next();
    }
    out.push(...columns);
  }
  return out.sort((a, b) => (a.metric < b.metric ? -1 : a.metric > b.metric ? 1 : 0));
}

function measure(machines: number, hours: number): void {
  const rows = (hours * HOUR_MS) / INTERVAL_MS;
  const raw = new Pages(new SeriesPageBuilder());
  const fine = new Pages(new TierPageBuilder(288, false));
  const coarse = new Pages(new TierPageBuilder(720, true));
  const buckets = new Buckets(288);
  const hourly = new Buckets(720);
  const merger = new BucketMerger(gridOf(2, START), hourly);
  const series = generate(machines, rows);
  let bucketMs = 0;
  for (const [i, { metric, times, values }] of series.entries()) {
    const ref = i + 1;
    const counter = isCounterName(metric);
    for (let from = 0; from < rows; from += WINDOW_ROWS) {
      raw.next().addSeries(ref, 0, undefined, values.subarray(from), Math.min(WINDOW_ROWS, rows - from));
    }
    const startedMs = performance.now();
    bucketSamples(times, values, gridOf(1, START), counter, buckets);
    fine.next().add(metric, ref, buckets);
    merger.start(counter);
    merger.add(buckets, gridOf(1, START));
    merger.finish();
    coarse.next().add(metric, ref, hourly);
    bucketMs += performance.now() - startedMs;
  }
  for (const pages of [raw, fine, coarse]) pages.cut();
  const samples = series.length * rows;
  const share = (bytes: number) => `${((100 * bytes) / raw.bytes).toFixed(1)} %`;
  console.log(
    `${hours} h: raw ${(raw.bytes / samples).toFixed(3)} B/sample; 5m ${share(fine.bytes)}, 1h ${share(coarse.bytes)}, ` +
      `together ${share(fine.bytes + coarse.bytes)} of raw; made at ${(samples / bucketMs / 1_000).toFixed(1)} M samples/s`,
  );
  read(fine.pages, coarse.pages);
}

/** How fast columns come back, as a query reads them. */
function read(fine: readonly Uint8Array[], coarse: readonly Uint8Array[]): void {
  const out = new Buckets(720);
  for (const [name, pages] of [
    ['5m', fine],
    ['1h', coarse],
  ] as const) {
    const parsed = pages.map(parseTierPage);
    const rounds = Math.ceil(5_000 / pages.length);
    for (const wanted of [{ last: true }, { last: true, lost: true }, { counts: true, sum: true }]) {
      let count = 0;
      const startedMs = performance.now();
      for (let i = 0; i < rounds * parsed.length; i++) {
        const page = parsed[i % parsed.length] as TierPage;
        for (let entry = 0; entry < page.refs.length; entry++) {
          decodeBuckets(page, entry, wanted, out);
          count += out.length;
        }
      }
      const speed = count / (performance.now() - startedMs) / 1_000;
      console.log(`  ${name} ${Object.keys(wanted).join(', ').padEnd(12)} ${speed.toFixed(0).padStart(4)} M buckets/s`);
    }
  }
}

measure(100, 6);
measure(25, 24);
