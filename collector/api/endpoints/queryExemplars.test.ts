import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExemplarSet } from '@/collector/storage/storage';
import type { Matcher } from '@/lib/labels/matcher';
import { startTestServer, type TestServer } from '../testing/testServer';

let server: TestServer;
let asked: { sets: readonly (readonly Matcher[])[]; from: number; to: number } | undefined;
let answer: ExemplarSet;

beforeAll(async () => {
  server = await startTestServer({
    exemplars: {
      exemplars: async (sets, from, to) => {
        asked = { sets, from, to };
        return answer;
      },
    },
  });
});
beforeEach(() => {
  asked = undefined;
  answer = { series: [], warnings: [] };
});
afterAll(() => server.app.close());

async function query(parameters: Record<string, string>, method = 'GET'): Promise<{ status: number; body: unknown }> {
  const text = new URLSearchParams(parameters);
  const url = `${server.url}/api/v1/query_exemplars`;
  const response = await (method === 'GET' ? fetch(`${url}?${text}`) : fetch(url, { method, body: text }));
  return { status: response.status, body: await response.json() };
}

describe('/api/v1/query_exemplars', () => {
  it('answers as Prometheus does', async () => {
    const exemplar = { labels: ['trace_id', 'Olp9XHlq763ccsfa'], value: 6, timestampMs: 1_600_096_945_479 };
    answer = { series: [{ labels: ['__name__', 'a_bucket', 'le', '1'], exemplars: [exemplar] }], warnings: ['half'] };
    expect(await query({ query: 'a_bucket', start: '1600096945', end: '1600096955' })).toEqual({
      status: 200,
      body: {
        status: 'success',
        data: [
          {
            seriesLabels: { __name__: 'a_bucket', le: '1' },
            exemplars: [{ labels: { trace_id: 'Olp9XHlq763ccsfa' }, value: '6', timestamp: 1600096945.479 }],
          },
        ],
        warnings: ['half'],
      },
    });
  });

  it.each(['GET', 'POST'])('takes the selectors of an expression by %s', async (method) => {
    const { status } = await query({ query: 'rate(a[5m]) / b{job!="x"}', start: '10', end: '20.5' }, method);
    expect(status).toBe(200);
    expect(asked?.sets).toEqual([
      [{ name: '__name__', operator: '=', value: 'a' }],
      [
        { name: 'job', operator: '!=', value: 'x' },
        { name: '__name__', operator: '=', value: 'b' },
      ],
    ]);
    expect([asked?.from, asked?.to]).toEqual([10_000, 20_500]);
  });

  it('asks for all times without start and end, and for nothing without a selector', async () => {
    expect((await query({ query: '1 + 1' })).body).toEqual({ status: 'success', data: [] });
    expect(asked).toEqual({ sets: [], from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER });
  });

  it.each([
    [{ query: 'up', start: '2', end: '1' }, 'end timestamp must not be before start timestamp'],
    [{ query: 'up{' }, 'parse error'],
    [{ query: 'up', start: 'x' }, 'start'],
  ])('refuses %j', async (parameters, reason) => {
    const { status, body } = await query(parameters);
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 'error', errorType: 'bad_data', error: expect.stringContaining(reason) });
  });
});
