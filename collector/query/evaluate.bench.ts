/** Evaluation of dashboard queries over columns in memory: no storage, no HTTP. Prints the median of five runs. */
import type { Querier, Queryable, SeriesColumns } from '@/collector/storage/storage';
import { getLabel, labelsFromRecord } from '@/lib/labels/labels';
import { compileMatcher } from '@/lib/labels/matcher';
import { createEngine } from './engine';

const HOSTS = 100;
const CORES = 8;
const MODES = ['idle', 'user', 'system', 'iowait', 'irq', 'softirq', 'steal', 'nice'];
const BOUNDS = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '+Inf'];
const SCRAPE_MS = 15_000;
const STEP_MS = 30_000;
const HOURS = 6;
const SAMPLES = (HOURS * 3_600_000) / SCRAPE_MS + 1;

/** Every host is one scrape target: its series share their timestamps. */
function makeSeries(): SeriesColumns[] {
  const series: SeriesColumns[] = [];
  for (let host = 0; host < HOSTS; host++) {
    const timestamps = Float64Array.from({ length: SAMPLES }, (_, i) => i * SCRAPE_MS + host * 37);
    const add = (record: Record<string, string>, values: Float64Array) => {
      const labels = labelsFromRecord({ ...record, instance: `host-${host}:9100`, job: 'node' });
      series.push({ ref: series.length + 1, labels, timestamps, values, mayHaveStale: false });
    };
    for (let cpu = 0; cpu < CORES; cpu++) {
      for (const [m, mode] of MODES.entries()) {
        add({ __name__: 'node_cpu_seconds_total', cpu: String(cpu), mode }, counter(m + 1));
      }
    }
    for (const [b, le] of BOUNDS.entries()) {
      add({ __name__: 'http_request_duration_seconds_bucket', le }, counter(b + 1));
    }
    for (let i = 0; i < 10; i++) add({ __name__: 'node_gauge', device: String(i) }, gauge(i));
  }
  return series;
}

function counter(slope: number): Float64Array {
  let value = 0;
  return Float64Array.from({ length: SAMPLES }, (_, i) => (value += slope * (1 + (i % 7) / 10)));
}

function gauge(seed: number): Float64Array {
  return Float64Array.from({ length: SAMPLES }, (_, i) => Math.sin(i / 50 + seed) * 100);
}

function memory(series: readonly SeriesColumns[]): Queryable {
  const querier = (): Querier => ({
    async select(matchers) {
      const tests = matchers.map((matcher) => ({ name: matcher.name, test: compileMatcher(matcher) }));
      const matching = series.filter(({ labels }) => tests.every(({ name, test }) => test(getLabel(labels, name))));
      return { series: matching, warnings: [] };
    },
    seriesLabels: async () => ({ series: [], warnings: [] }),
    labelNames: async () => ({ names: [], warnings: [] }),
    labelValues: async () => ({ names: [], warnings: [] }),
    close: () => undefined,
  });
  return { querier, metadata: () => new Map() };
}

const QUERIES: readonly (readonly [name: string, expr: string])[] = [
  ['sum by (mode) of 6,400 rates', 'sum by (mode) (rate(node_cpu_seconds_total[5m]))'],
  [
    'histogram_quantile of 1,000 rates',
    'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))',
  ],
  ['histogram_quantile per host', 'histogram_quantile(0.9, rate(http_request_duration_seconds_bucket[5m]))'],
  ['select 1,000', 'node_gauge'],
  ['max_over_time[1h] of 1,000', 'max_over_time(node_gauge[1h])'],
  ['avg_over_time[10m] of 1,000', 'avg_over_time(node_gauge[10m])'],
  ['quantile_over_time[30m] of 1,000', 'quantile_over_time(0.9, node_gauge[30m])'],
  ['topk(5) of 1,000', 'topk(5, node_gauge)'],
  [
    'ratio of two sums',
    'sum by (instance) (rate(node_cpu_seconds_total{mode!="idle"}[5m])) / sum by (instance) (rate(node_cpu_seconds_total[5m]))',
  ],
];

const engine = createEngine(memory(makeSeries()));
const endMs = (SAMPLES - 1) * SCRAPE_MS;
for (const [name, expr] of QUERIES) {
  const times: number[] = [];
  let rows = 0;
  for (let run = 0; run < 6; run++) {
    const start = performance.now();
    const result = await engine.range(expr, STEP_MS, endMs, STEP_MS);
    times.push(performance.now() - start);
    rows = result.series.length;
  }
  const median = times.slice(1).sort((a, b) => a - b)[2] as number;
  console.log(`evaluate ${name.padEnd(36)} ${median.toFixed(1).padStart(8)} ms  (${rows} series × 720 steps)`);
}
