/** Small endpoints, and hostile values wherever a route takes one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/testServer';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.app.close());

async function get(path: string): Promise<{ status: number; type: string; body: string }> {
  const response = await fetch(server.url + path);
  return { status: response.status, type: response.headers.get('content-type') ?? '', body: await response.text() };
}

describe('small endpoints', () => {
  it.each<[string, unknown]>([
    ['/api/v1/rules', { groups: [] }],
    ['/api/v1/alerts', { alerts: [] }],
    ['/api/v1/status/flags', { 'query.timeout': '2m' }],
    ['/api/v1/format_query?query=sum(rate(x[5m]))by(job)', 'sum by (job) (rate(x[5m]))'],
    ['/api/v1/parse_query?query=1', { type: 'numberLiteral', val: '1' }],
    ['/api/v1/label/U__dotted_2e_name/values', ['<img src=x onerror=alert(1)>']],
    ['/api/v1/label/__name__/values?match[]=up&limit=5', ['up']],
    ['/api/v1/labels?match[]={job="nothing"}', []],
    ['/api/v1/metadata?limit=1', { up: [{ type: 'gauge', help: 'Whether the last scrape went well.', unit: '' }] }],
    [
      '/api/v1/targets/metadata?metric=up&limit=1',
      [{ target: { instance: 'a:9100', job: 'node' }, type: 'gauge', help: 'h', unit: '' }],
    ],
    [
      '/api/v1/targets/metadata?match_target={job="node"}&limit=1',
      [{ target: { instance: 'a:9100', job: 'node' }, metric: 'up', type: 'gauge', help: 'h', unit: '' }],
    ],
  ])('%s', async (path, data) => {
    const { status, body } = await get(path);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({ status: 'success', data });
  });

  it('shows the build and the runtime', async () => {
    expect(JSON.parse((await get('/api/v1/status/buildinfo')).body).data).toMatchObject({
      version: '0.1.0',
      application: 'Belvedere',
    });
    expect(JSON.parse((await get('/api/v1/status/runtimeinfo')).body).data).toMatchObject({
      startTime: '2023-11-14T22:13:20.000Z',
      storageRetention: '15d',
    });
  });

  it('serves the exporters and its own metrics as text', async () => {
    const host = await get('/exporters/host/metrics');
    expect(host).toMatchObject({
      status: 200,
      type: 'text/plain; version=0.0.4; charset=utf-8',
      body: 'node_load1 1\n',
    });
    expect(await get('/metrics')).toMatchObject({ status: 200, body: 'belvedere_up 1\n' });
    expect(await get('/exporters/__proto__/metrics')).toMatchObject({
      status: 404,
      body: 'no such exporter; available: host\n',
    });
  });

  it('answers HEAD', async () => {
    expect((await fetch(`${server.url}/-/healthy`, { method: 'HEAD' })).status).toBe(200);
  });
});

const LONG = 'x'.repeat(5_000);

describe('hostile values', () => {
  it.each<[string, number]>([
    ['/api/v1/series?match[]=', 400],
    ['/api/v1/series?match[]=up{a=~"("}', 400],
    ['/api/v1/series?match[]={}', 400],
    ['/api/v1/series?match[]=up+offset+5m', 400],
    [`/api/v1/series?match[]=${'('.repeat(20_000)}`, 400],
    ['/api/v1/series?match[]=up&start=9e99', 400],
    ['/api/v1/series?match[]=up&limit=99999999999999999999', 400],
    ['/api/v1/labels?start=%FF%FE', 400],
    [`/api/v1/label/${LONG}/values`, 414],
    ['/api/v1/label/%00/values', 200],
    ['/api/v1/label/U___110000_/values', 200],
    ['/api/v1/label/%E0%A4%A/values', 400],
    ['/api/v1/targets?state=<script>', 400],
    ['/api/v1/targets?scrapePool=__proto__', 200],
    ['/api/v1/targets/metadata?metric=nothing', 404],
    ['/api/v1/targets/metadata?match_target={', 400],
    ['/api/v1/metadata?limit_per_metric=-1', 400],
    ['/api/v1/metadata?metric=__proto__', 200],
    ['/api/v1/format_query?query=sum(', 400],
    ['/api/v1/status/tsdb?limit=1e9', 400],
    ['/..%2f..%2fetc/passwd', 404],
    ['/api/v1/admin/tsdb/delete_series', 404],
  ])('%.60s -> %i', async (path, status) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.type).not.toContain('html');
    if (path.startsWith('/api/')) expect(JSON.parse(answer.body)).toHaveProperty('status');
  });

  it('refuses a request line that is too long, and lives on', async () => {
    const status = await get(`/api/v1/query?query=${'x'.repeat(300_000)}`).then((answer) => answer.status);
    expect(status).toBe(431);
    expect((await get('/-/healthy')).status).toBe(200);
  });

  it('leaves no querier open', () => expect(server.store.openQueriers).toBe(0));
});
