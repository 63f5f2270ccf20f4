/** The API over the real engine: what a Prometheus client sees of one expression, end to end. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '@/collector/query/engine';
import { MemoryStore } from '@/collector/query/promqltest/memoryStore';
import { parseScript } from '@/collector/query/promqltest/parseScript';
import { queryBatch } from '@/lib/api/client';
import { startTestServer, type TestServer } from './testing/testServer';

const PROMTOOL = '/usr/bin/promtool';
const SERIES = `
load 15s
  node_cpu_seconds_total{cpu="0",mode="idle"} 0+15x240
  node_cpu_seconds_total{cpu="1",mode="idle"} 0+15x240
  node_cpu_seconds_total{cpu="0",mode="user"} 0+3x240
`;
const EXPR = 'round(sum by (mode) (rate(node_cpu_seconds_total[1m])), 0.1)';

let server: TestServer;

beforeAll(async () => {
  const store = new MemoryStore();
  for (const command of parseScript(SERIES)) if (command.type === 'load') store.load(command);
  server = await startTestServer({ engine: createEngine(store), queryable: store, now: () => 3_600_000 });
});
afterAll(() => server.app.close());

describe('the real engine behind the API', () => {
  it('answers an instant query', async () => {
    const response = await fetch(`${server.url}/api/v1/query?query=${encodeURIComponent(EXPR)}`);
    expect(await response.json()).toEqual({
      status: 'success',
      data: {
        resultType: 'vector',
        result: [
          { metric: { mode: 'idle' }, value: [3600, '2'] },
          { metric: { mode: 'user' }, value: [3600, '0.2'] },
        ],
      },
    });
  });

  it('answers a batch with columns', async () => {
    const query = { id: 'A', expr: EXPR, kind: 'range' as const, stepMs: 60_000 };
    const request = { from: 600_000, to: 3_000_000, queries: [query, { ...query, id: 'B', expr: 'sum(' }] };
    const headers: unknown[] = [];
    for await (const answer of queryBatch(request, { baseUrl: server.url })) {
      headers.push(answer.header);
      if ('values' in answer) expect([...answer.values.subarray(0, 41)]).toEqual(new Array(41).fill(2));
    }
    expect(headers).toContainEqual(
      expect.objectContaining({
        id: 'A',
        steps: 41,
        series: [
          ['mode', 'idle'],
          ['mode', 'user'],
        ],
      }),
    );
    expect(headers).toContainEqual(
      expect.objectContaining({ id: 'B', errorType: 'bad_data', position: expect.anything() }),
    );
  });

  it.each<[string, number, string]>([
    ['sum(', 400, 'bad_data'],
    ['nonsense(up)', 400, 'bad_data'],
    ['up{a=~"("}', 400, 'bad_data'],
    ['label_replace(node_cpu_seconds_total, "mode", "x", "cpu", ".*")', 422, 'execution'],
  ])('refuses %s with %i', async (expr, status, errorType) => {
    const response = await fetch(`${server.url}/api/v1/query?query=${encodeURIComponent(expr)}`);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status: 'error', errorType });
  });

  it.skipIf(!existsSync(PROMTOOL))('serves promtool (needs Debian package prometheus)', async () => {
    const run = promisify(execFile);
    const instant = await run(PROMTOOL, ['query', 'instant', '--time=3600', server.url, EXPR]);
    expect(instant.stdout).toBe('{mode="idle"} => 2 @[3600]\n{mode="user"} => 0.2 @[3600]\n');
    const bounds = ['--start=1800', '--end=1860', '--step=30s'];
    const range = await run(PROMTOOL, ['query', 'range', ...bounds, server.url, 'sum(node_cpu_seconds_total) / 33']);
    expect(range.stdout).toBe('{} =>\n120 @[1800]\n122 @[1830]\n124 @[1860]\n');
  });
});
