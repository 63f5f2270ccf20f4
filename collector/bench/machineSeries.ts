/** Series as node exporters and a web service show them, the same on every run. */

/** Name and value in turn, sorted by name. */
export type LabelPairs = readonly (readonly [name: string, value: string])[];

export interface BenchSeries {
  readonly labels: LabelPairs;
  /** The value of the next scrape. */
  next(): number;
}

export interface Machine {
  /** Its scrapes are this long before the round times, as every target has its own offset. */
  readonly offsetMs: number;
  readonly series: readonly BenchSeries[];
}

export const SERIES_PER_MACHINE = 100;
const CPU_SHARES = { idle: 0.8, user: 0.12, system: 0.04, iowait: 0.02, irq: 0, nice: 0.001, softirq: 0.008, steal: 0 };
const MEMORY_PAGES = { MemFree: 2, MemAvailable: 7, Cached: 4, Buffers: 0.5, Active: 5, Dirty: 0.01, SwapFree: 1 };
const BUCKETS = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '+Inf'];
const BUCKET_SHARES = [0.1, 0.24, 0.44, 0.63, 0.79, 0.91, 0.96, 0.985, 0.997, 1];

/** @param intervalMs between two scrapes, which counters grow by */
export function makeMachine(number: number, intervalMs: number): Machine {
  const random = pseudoRandom(7_919 * (number + 1));
  const series: BenchSeries[] = [];
  const instance = `host-${String(number).padStart(2, '0')}.example.org:9100`;
  const add: AddSeries = (name, labels, next) => {
    const all = Object.entries({ __name__: name, instance, job: 'node', rack: `r${number % 4}`, ...labels });
    series.push({ labels: all.sort(([a], [b]) => (a < b ? -1 : 1)), next });
  };
  const make: ValueMaker = {
    counter: (rate, unit = 1) => counter(random, (rate * intervalMs) / 1000, unit),
    gauge: (mean, spread, unit = 1) => gauge(random, mean, spread, unit),
  };
  addProcessors(add, make);
  addMemoryAndLoad(add, make);
  addDevices(add, make);
  addKernel(add, make, number);
  for (const handler of ['/api/items', '/api/orders']) addService(add, handler, random, make);
  if (series.length !== SERIES_PER_MACHINE) throw new Error(`BUG: a machine has ${series.length} series`);
  return { offsetMs: Math.floor(random() * intervalMs), series };
}

type AddSeries = (name: string, labels: Readonly<Record<string, string>>, next: () => number) => void;

interface ValueMaker {
  counter(perSecond: number, unit?: number): () => number;
  gauge(mean: number, spread: number, unit?: number): () => number;
}

function addProcessors(add: AddSeries, make: ValueMaker): void {
  for (let cpu = 0; cpu < 4; cpu++) {
    for (const [mode, share] of Object.entries(CPU_SHARES)) {
      add('node_cpu_seconds_total', { cpu: String(cpu), mode }, make.counter(share, 0.01));
    }
  }
}

function addMemoryAndLoad(add: AddSeries, make: ValueMaker): void {
  add('node_memory_MemTotal_bytes', {}, () => 16 * 2 ** 30);
  for (const [name, gigabytes] of Object.entries(MEMORY_PAGES)) {
    add(`node_memory_${name}_bytes`, {}, make.gauge(gigabytes * 2 ** 30, 2e6, 4096));
  }
  for (const minutes of [1, 5, 15]) add(`node_load${minutes}`, {}, make.gauge(2, 1 / minutes, 0.01));
}

function addDevices(add: AddSeries, make: ValueMaker): void {
  for (const mountpoint of ['/', '/var']) {
    add('node_filesystem_avail_bytes', { device: '/dev/vda1', mountpoint }, make.gauge(6e10, 1e7, 4096));
    add('node_filesystem_size_bytes', { device: '/dev/vda1', mountpoint }, () => 137_438_953_472);
  }
  for (const [device, rate] of [
    ['eth0', 2e6],
    ['lo', 5e4],
  ] as const) {
    for (const way of ['receive', 'transmit']) {
      add(`node_network_${way}_bytes_total`, { device }, make.counter(rate));
      add(`node_network_${way}_packets_total`, { device }, make.counter(rate / 900));
    }
  }
  for (const device of ['vda', 'vdb']) {
    add('node_disk_read_bytes_total', { device }, make.counter(3e5, 512));
    add('node_disk_written_bytes_total', { device }, make.counter(9e5, 512));
    add('node_disk_io_time_seconds_total', { device }, make.counter(0.3, 0.001));
    add('node_disk_reads_completed_total', { device }, make.counter(40));
  }
}

function addKernel(add: AddSeries, make: ValueMaker, number: number): void {
  add('node_boot_time_seconds', {}, () => 1.7e9 + number * 1000);
  add('node_uname_info', { nodename: `host-${number}`, release: '6.1.0-18-amd64', sysname: 'Linux' }, () => 1);
  add('node_context_switches_total', {}, make.counter(9_000));
  add('node_intr_total', {}, make.counter(4_000));
  add('node_filefd_allocated', {}, make.gauge(2_000, 60));
  add('node_procs_running', {}, make.gauge(3, 2));
  add('node_sockstat_TCP_inuse', {}, make.gauge(60, 6));
}

/** Requests by code, and a histogram of their durations whose buckets grow together. */
function addService(add: AddSeries, handler: string, random: () => number, make: ValueMaker): void {
  for (const code of ['200', '404', '500']) {
    add('http_requests_total', { code, handler }, make.counter(code === '200' ? 30 : 0.4));
  }
  const counts = BUCKETS.map(() => 0);
  let sum = 0;
  const observe = () => {
    const requests = Math.round(200 + 300 * random());
    for (const [i, share] of BUCKET_SHARES.entries()) counts[i] = (counts[i] ?? 0) + Math.round(requests * share);
    sum += requests * 0.08 * (0.9 + 0.2 * random());
    return counts[0] ?? 0;
  };
  const count = (bucket: number) => () => counts[bucket] ?? 0;
  for (const [i, le] of BUCKETS.entries()) {
    add('http_request_duration_seconds_bucket', { handler, le }, i === 0 ? observe : count(i));
  }
  add('http_request_duration_seconds_sum', { handler }, () => sum);
  add('http_request_duration_seconds_count', { handler }, count(BUCKETS.length - 1));
}

function counter(random: () => number, perScrape: number, unit: number): () => number {
  let units = Math.round((random() * perScrape * 1e5) / unit);
  return () => {
    units += Math.round((perScrape * (0.6 + 0.8 * random())) / unit);
    return inUnits(units, unit);
  };
}

/** A value that wanders about its mean. */
function gauge(random: () => number, mean: number, spread: number, unit: number): () => number {
  let value = mean;
  return () => {
    value = Math.max(0, value + (random() - 0.5) * spread + (mean - value) * 0.02);
    return inUnits(Math.round(value / unit), unit);
  };
}

/** The double nearest to the decimal, as a parser reads it from text. */
function inUnits(units: number, unit: number): number {
  return unit < 1 ? units / Math.round(1 / unit) : units * unit;
}

/** mulberry32: numbers in [0, 1) that only depend on the seed. */
export function pseudoRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
