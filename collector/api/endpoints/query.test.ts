import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW_MS, startTestServer, type TestServer } from '../testing/testServer';

const PROMTOOL = '/usr/bin/promtool';
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.app.close());

async function get(path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(server.url + path);
  return { status: response.status, body: await response.json() };
}

const post = (path: string, form: Record<string, string>) =>
  fetch(server.url + path, { method: 'POST', body: new URLSearchParams(form) });

describe('/api/v1/query', () => {
  it.each<[string, string, unknown]>([
    [
      'a vector',
      'query=series+2&time=1.5',
      {
        resultType: 'vector',
        result: [
          { metric: { __name__: 'series', n: '0' }, value: [1.5, '0'] },
          { metric: { __name__: 'series', n: '1' }, value: [1.5, '1'] },
        ],
      },
    ],
    ['a scalar, now', 'query=sleep+0', { resultType: 'scalar', result: [NOW_MS / 1000, '0'] }],
    ['a string', 'query=string&time=2', { resultType: 'string', result: [2, 'a "quoted" text'] }],
    [
      'raw samples',
      'query=raw',
      {
        resultType: 'matrix',
        result: [
          {
            metric: { __name__: 'raw' },
            values: [
              [1, '1'],
              [2.5, '2.5'],
            ],
          },
        ],
      },
    ],
    [
      'statistics',
      'query=series+0&stats=all',
      {
        resultType: 'vector',
        result: [],
        stats: { timings: { evalTotalTime: 0.003, execTotalTime: 0.003 }, samples: { totalQueryableSamples: 2 } },
      },
    ],
  ])('answers with %s', async (_name, search, data) => {
    expect(await get(`/api/v1/query?${search}`)).toEqual({ status: 200, body: { status: 'success', data } });
  });

  it('writes odd numbers as Prometheus does', async () => {
    const { body } = await get('/api/v1/query?query=odd&time=0');
    const values = (body as { data: { result: { value: [number, string] }[] } }).data.result.map((r) => r.value[1]);
    expect(values).toEqual(['NaN', '+Inf', '-Inf', '-0', '1e-07', '1e+21', '0.1']);
  });

  it('sends warnings and infos beside the result', async () => {
    const { body } = await get('/api/v1/query?query=warn');
    expect(body).toMatchObject({ warnings: ['a warning'], infos: ['an info'] });
  });

  it('cuts to the limit and says so', async () => {
    const { body } = await get('/api/v1/query?query=series+5&limit=2');
    expect(body).toMatchObject({ warnings: ['results truncated due to limit'] });
    expect((body as { data: { result: unknown[] } }).data.result).toHaveLength(2);
  });

  it('takes a form, whose fields come before those of the URL', async () => {
    const response = await post('/api/v1/query?query=fail+execution&time=9', { query: 'series 1' });
    expect(await response.json()).toMatchObject({ data: { result: [{ value: [9, '0'] }] } });
  });

  it('hands timeout and lookback delta to the engine', async () => {
    await get('/api/v1/query?query=series+1&timeout=1m30s&lookback_delta=60');
    expect(server.engine.calls.at(-1)?.options).toMatchObject({ timeoutMs: 90_000, lookbackDeltaMs: 60_000 });
  });

  it.each<[string, number, string, string]>([
    [
      'query=series+1&time=yesterday',
      400,
      'bad_data',
      'invalid parameter "time": cannot parse "yesterday" to a valid timestamp',
    ],
    [
      'query=series+1&time=2023-02-30T00:00:00Z',
      400,
      'bad_data',
      'cannot parse "2023-02-30T00:00:00Z" to a valid timestamp',
    ],
    ['query=series+1&time=1e300', 400, 'bad_data', 'cannot parse "1e300" to a valid timestamp'],
    [
      'query=series+1&timeout=soon',
      400,
      'bad_data',
      'invalid parameter "timeout": cannot parse "soon" to a valid duration',
    ],
    ['query=series+1&limit=-1', 400, 'bad_data', 'limit must be non-negative'],
    ['query=series+1&limit=x', 400, 'bad_data', 'cannot parse "x" to a number'],
    ['query=series+1&lookback_delta=0', 400, 'bad_data', 'must be positive'],
    ['query=fail+bad_data', 400, 'bad_data', 'failed with bad_data'],
    ['query=fail+execution', 422, 'execution', 'failed with execution'],
    ['query=fail+canceled', 499, 'canceled', 'failed with canceled'],
    ['query=fail+internal', 500, 'internal', 'failed with internal'],
    ['query=fail+timeout', 503, 'timeout', 'failed with timeout'],
    ['query=fail+unavailable', 503, 'unavailable', 'failed with unavailable'],
    ['query=storage', 503, 'unavailable', 'Postgres does not answer'],
    ['query=crash', 500, 'internal', 'internal error; the log'],
  ])('%s -> %i %s', async (search, status, errorType, message) => {
    const answer = await get(`/api/v1/query?${search}`);
    expect(answer).toMatchObject({ status, body: { status: 'error', errorType } });
    expect((answer.body as { error: string }).error).toContain(message);
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });

  it('logs what it does not show', () => {
    expect(server.logged.some(({ fields }) => 'err' in fields && String(fields.err).includes('secret'))).toBe(true);
  });

  it('refuses bodies that are too large and media types it does not know', async () => {
    const large = await post('/api/v1/query', { query: 'x'.repeat(1024 * 1024) });
    expect(large.status).toBe(413);
    const text = await fetch(`${server.url}/api/v1/query`, {
      method: 'POST',
      body: 'query=1',
      headers: { 'content-type': 'text/plain' },
    });
    expect(text.status).toBe(415);
    expect(await text.json()).toMatchObject({ status: 'error', errorType: 'bad_data' });
  });

  it('cancels the query when the client goes away', async () => {
    const controller = new AbortController();
    const asked = fetch(`${server.url}/api/v1/query?query=sleep+15000`, { signal: controller.signal });
    await expect.poll(() => server.engine.calls.at(-1)?.expr).toBe('sleep 15000');
    controller.abort();
    await expect(asked).rejects.toThrow();
    await expect.poll(() => server.engine.aborted).toContain('sleep 15000');
  });
});

describe('promtool', () => {
  it.skipIf(!existsSync(PROMTOOL))('asks an instant query (needs Debian package prometheus)', async () => {
    const { stdout } = await promisify(execFile)(PROMTOOL, ['query', 'instant', server.url, 'series 2']);
    expect(stdout).toContain('series{n="0"} => 0 @[');
    expect(stdout).toContain('series{n="1"} => 1 @[');
  });
});
