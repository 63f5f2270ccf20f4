/** Queries of dashboards, asked of all servers in turn. */
import { mustSucceed } from './httpRequest';
import { median } from './median';
import type { BenchServer } from './server';
import { INTERVAL_MS } from './writeLoad';

const RUNS = 9;
const HOUR_MS = 3_600_000;
const HOST = 'host-07.example.org:9100';

const RANGE_QUERIES: Readonly<Record<string, string>> = {
  'CPU by mode': 'sum by (mode) (rate(node_cpu_seconds_total[5m]))',
  'CPU busy per machine': '100 * (1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m])))',
  'CPU of one machine': `sum by (mode) (rate(node_cpu_seconds_total{instance="${HOST}"}[5m]))`,
  '99th percentile': 'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))',
  'busiest machines': 'topk(5, sum by (instance) (rate(http_requests_total[5m])))',
  'share of errors': 'sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))',
  'memory used': '100 * (1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)',
  'traffic with names':
    'rate(node_network_receive_bytes_total{device="eth0"}[5m]) * on(instance) group_left(nodename) node_uname_info',
  'highest load': 'max_over_time(node_load1[30m])',
  'one series': `node_load1{instance="${HOST}"}`,
  '640 series': 'node_cpu_seconds_total',
};

const INSTANT_QUERIES: Readonly<Record<string, string>> = {
  'CPU by mode': 'sum by (mode) (rate(node_cpu_seconds_total[5m]))',
  '99th percentile': 'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))',
  '640 series': 'node_cpu_seconds_total',
};

export interface QueryTimes {
  readonly name: string;
  readonly kind: 'range' | 'instant';
  /** Median milliseconds from request to the last byte of the answer. */
  readonly medianMs: ReadonlyMap<BenchServer, number>;
}

/** @param endMs time of the newest samples */
export async function measureQueries(servers: readonly BenchServer[], endMs: number): Promise<QueryTimes[]> {
  const results: QueryTimes[] = [];
  for (const [name, query] of Object.entries(RANGE_QUERIES)) {
    const parameters = (toMs: number) => ({ start: toMs - HOUR_MS, end: toMs, step: INTERVAL_MS });
    const medianMs = await measure(servers, name, '/api/v1/query_range', query, (run) => parameters(shifted(run)));
    results.push({ name, kind: 'range', medianMs });
  }
  for (const [name, query] of Object.entries(INSTANT_QUERIES)) {
    const medianMs = await measure(servers, name, '/api/v1/query', query, (run) => ({ time: shifted(run) }));
    results.push({ name, kind: 'instant', medianMs });
  }
  return results;

  /** A dashboard that refreshes asks for one step further each time. */
  function shifted(run: number): number {
    return endMs - (RUNS - run) * INTERVAL_MS;
  }
}

type TimesMs = Readonly<Record<string, number>>;

async function measure(
  servers: readonly BenchServer[],
  name: string,
  path: string,
  query: string,
  timesOf: (run: number) => TimesMs,
): Promise<ReadonlyMap<BenchServer, number>> {
  const taken = new Map(servers.map((server) => [server, [] as number[]]));
  for (let run = 0; run <= RUNS; run++) {
    const answers = new Map<string, number>();
    for (const server of servers) {
      const startedMs = performance.now();
      const body = await ask(server, path, query, timesOf(run));
      // The first run warms up.
      if (run > 0) taken.get(server)?.push(performance.now() - startedMs);
      else answers.set(server.name, seriesIn(body));
    }
    if (new Set(answers.values()).size > 1) console.log(`${name}: different numbers of series:`, answers);
  }
  return new Map([...taken].map(([server, times]) => [server, median(times)]));
}

function ask(server: BenchServer, path: string, query: string, timesMs: TimesMs): Promise<Buffer> {
  const times = Object.entries(timesMs).map(([name, ms]) => [name, String(ms / 1000)]);
  const body = new URLSearchParams({ query, ...Object.fromEntries(times), ...server.queryParameters });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return mustSucceed(`${server.url}${path}`, { method: 'POST', headers, body: body.toString() });
}

function seriesIn(body: Buffer): number {
  const { data } = JSON.parse(body.toString());
  return data.result.length;
}
