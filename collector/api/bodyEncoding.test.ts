import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './testing/testServer';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.app.close());

function post(path: string, type: string, text: string, encoding: string): Promise<Response> {
  const body = encoding === 'identity' ? text : gzipSync(text);
  const headers = { 'content-type': type, 'content-encoding': encoding };
  return fetch(server.url + path, { method: 'POST', body, headers });
}

const FORM = 'application/x-www-form-urlencoded';
const BATCH = JSON.stringify({
  from: 0,
  to: 60_000,
  queries: [{ id: 'A', expr: 'series 1', kind: 'range', stepMs: 15_000 }],
});
const BODIES: [string, string, string][] = [
  ['/api/v1/query', FORM, 'query=series+1'],
  ['/api/v1/query', `${FORM}; charset=utf-8`, 'query=series+1'],
  ['/api/v1/series', FORM, 'match[]=up'],
  ['/api/v1/query_batch', 'application/json', BATCH],
];

describe('a body with a Content-Encoding', () => {
  it.each(BODIES)('of gzip is refused: %s of %s', async (path, type, text) => {
    const response = await post(path, type, text, 'gzip');
    expect(response.status).toBe(415);
    expect(response.headers.get('accept-encoding')).toBe('identity');
    expect(await response.json()).toEqual({
      status: 'error',
      errorType: 'bad_data',
      error: 'Content-Encoding "gzip" is not understood for this request; send the body uncompressed',
    });
  });

  it.each(BODIES)('of identity is taken: %s of %s', async (path, type, text) => {
    expect((await post(path, type, text, 'identity')).status).toBe(200);
  });

  it('leaves the one of remote write to its protocol', async () => {
    const snappy = await post('/api/v1/write', 'application/x-protobuf', 'x', 'snappy');
    expect(snappy.status).toBe(204);
  });
});
