/** Files of samples go through us and through Prometheus' own tools, and queries answer the same. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '@/collector/api/testing/testServer';
import { freePort, type Program, startProgram } from '@/collector/bench/program';
import { createEngine } from '@/collector/query/engine';
import type { Store } from '@/collector/storage/store';
import { openTestStore } from '@/collector/storage/testing/testStore';
import { findProgram } from '@/collector/supervisor/peers.mjs';
import { CollectorClient } from '@/collector/supervisor/transfer/collectorClient.mjs';
import { writeExport } from '@/collector/supervisor/transfer/export.mjs';
import { importFile } from '@/collector/supervisor/transfer/import.mjs';
import { ProgressLine } from '@/collector/supervisor/transfer/progressLine.mjs';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { createImporter } from './importExposition';

const run = promisify(execFile);
const [promtool, prometheus] = [await findProgram('promtool'), await findProgram('prometheus')];
if (!promtool || !prometheus) console.warn('skipped: the round trip with promtool needs the Debian package prometheus');

const END_S = Math.floor(Date.now() / 60_000) * 60 - 600;
const STEP_S = 15;
const STEPS = 1_000;

/** Counters with resets, gauges with odd values, gaps, a histogram: grouped by family and series, as OpenMetrics wants. */
function exposition(): string {
  const lines: string[] = [];
  const series = (name: string, valueAt: (i: number) => string | undefined) => {
    for (let i = 0; i < STEPS; i++) {
      const value = valueAt(i);
      if (value !== undefined) lines.push(`${name} ${value} ${END_S - (STEPS - 1 - i) * STEP_S}.5`);
    }
  };
  lines.push('# TYPE requests counter', '# HELP requests Requests "served" \\\\ by code.');
  for (const code of ['200', '404', '500']) {
    series(`requests_total{code="${code}",job="web",instance="a:80"}`, (i) => String((i % 400) * Number(code)));
  }
  lines.push('# TYPE temperature gauge');
  for (let room = 0; room < 20; room++) {
    series(`temperature{room="${room}",job="home",path="C:\\\\x\\"y\\""}`, (i) => {
      if (i % 97 === room) return undefined;
      if (i === 500 + room) return ['NaN', '+Inf', '-Inf', '-0', '1e-7'][room % 5];
      return String(Math.round(Math.sin(i / 50 + room) * 1e6) / 1e4);
    });
  }
  lines.push('# TYPE latency_seconds histogram');
  for (const [at, le] of ['0.1', '0.5', '+Inf'].entries()) {
    series(`latency_seconds_bucket{le="${le}",job="web"}`, (i) => String(i * (at + 1)));
  }
  return `${lines.join('\n')}\n# EOF\n`;
}

const QUERIES = [
  'requests_total',
  'temperature',
  'rate(requests_total[5m])',
  'sum by (job) (increase(requests_total[10m]))',
  'avg_over_time(temperature{room=~"1."}[2m])',
  'count_over_time(temperature[1h])',
  'histogram_quantile(0.9, rate(latency_seconds_bucket[5m]))',
  'max(temperature)',
];

/** Answers of a server to all queries, series in one order. */
async function answers(url: string): Promise<unknown[]> {
  // Raw samples: Prometheus has no others.
  const range = { start: String(END_S - STEPS * STEP_S), end: String(END_S), step: '60', max_source_resolution: '0s' };
  const all = QUERIES.map(async (query) => {
    const response = await fetch(`${url}/api/v1/query_range?${new URLSearchParams({ query, ...range })}`);
    const { data } = await response.json();
    const result: { metric: object; values: [number, string][] }[] = data.result;
    expect([query, result.length > 0]).toEqual([query, true]);
    const named = result.map(({ metric, values }) => {
      const rounded = values.map(([time, value]) => [time, Number(value).toPrecision(12)]);
      return [JSON.stringify(Object.entries(metric).sort()), rounded] as const;
    });
    return [query, named.sort(([a], [b]) => (a < b ? -1 : 1))];
  });
  return Promise.all(all);
}

describe.skipIf(!promtool || !prometheus)('samples that come from a file', () => {
  const database = useTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'belvedere-round-trip-'));
  const programs: Program[] = [];
  let store: Store;
  let server: TestServer;
  let client: CollectorClient;
  const progress = new ProgressLine();

  beforeAll(async () => {
    store = await openTestStore(database(), { nowMs: Date.now() });
    const importer = createImporter({ appendable: store });
    server = await startTestServer({ engine: createEngine(store), queryable: store, importer, now: Date.now });
    client = new CollectorClient({ url: server.url, token: undefined, onRetry: (reason) => console.warn(reason) });
  }, 60_000);
  afterAll(async () => {
    for (const program of programs) await program.stop();
    await server.app.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A Prometheus that serves what promtool makes of a file. */
  async function prometheusWith(file: string, name: string): Promise<string> {
    const data = join(folder, name);
    await run(String(promtool), ['tsdb', 'create-blocks-from', 'openmetrics', file, data]);
    writeFileSync(join(folder, 'prometheus.yml'), 'scrape_configs: []\n');
    const address = `127.0.0.1:${await freePort()}`;
    const args = [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${data}`,
      `--web.listen-address=${address}`,
    ];
    programs.push(await startProgram({ file: String(prometheus), args, readyUrl: `http://${address}/-/ready` }));
    return `http://${address}`;
  }

  function take(name: string) {
    return importFile(name, { client, format: 'openmetrics', skipErrors: false, chunkBytes: 64 << 10, progress });
  }

  it('is answered for as by Prometheus with the blocks that promtool makes, and once more after our export', async () => {
    const file = join(folder, 'samples.om');
    const text = exposition();
    writeFileSync(file, text);
    writeFileSync(`${file}.gz`, gzipSync(text));
    expect(await take(`${file}.gz`)).toBe(true);
    const theirs = await answers(await prometheusWith(file, 'theirs'));
    expect(await answers(server.url)).toEqual(theirs);
    await store.sealNow();
    expect(await answers(server.url)).toEqual(theirs);
    // Again: all of it is there.
    const before = store.stats().appended;
    expect(await take(file)).toBe(true);
    await store.sealNow();
    expect(await answers(server.url)).toEqual(theirs);
    expect(store.stats().appended - before).toBeGreaterThan(0);

    const exported = join(folder, 'exported.om');
    const { samples } = await writeExport(client, new URLSearchParams(), exported, progress);
    expect(samples).toBe(text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length);
    expect(readFileSync(exported, 'utf8')).toContain(
      '# TYPE requests counter\n# HELP requests Requests \\"served\\" \\\\ by code.\n',
    );
    expect(await answers(await prometheusWith(exported, 'ours'))).toEqual(theirs);
  }, 120_000);
});
