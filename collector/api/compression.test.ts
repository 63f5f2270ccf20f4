import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { negotiate } from './compression';
import { startTestServer, type TestServer } from './testing/testServer';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({}, { allowedHosts: ['metrics.example.org'] });
});
afterAll(() => server.app.close());

interface Got {
  readonly encoding: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
}

/** The bytes as they travel: fetch would decode them. */
function get(path: string, headers: Record<string, string>, body?: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request({ host: '127.0.0.1', port: server.port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const encoding = response.headers['content-encoding'];
        resolve({ encoding, headers: response.headers, bytes: Buffer.concat(chunks) });
      });
    });
    sent.on('error', reject).end(body);
  });
}

const ONE_CHUNK = '/api/v1/query_range?query=series+4&start=0&end=6000&step=15';
const STREAMED = '/api/v1/query_range?query=series+300&start=0&end=7200&step=15';

describe('compression', () => {
  it.each([ONE_CHUNK, STREAMED])('gives the same bytes in every encoding: %s', async (path) => {
    const plain = await get(path, {});
    const gzip = await get(path, { 'accept-encoding': 'gzip, deflate' });
    const brotli = await get(path, { 'accept-encoding': 'gzip, deflate, br, zstd' });
    expect([plain.encoding, gzip.encoding, brotli.encoding]).toEqual([undefined, 'gzip', 'br']);
    expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
    expect(brotliDecompressSync(brotli.bytes).equals(plain.bytes)).toBe(true);
    expect(gzip.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(gzip.headers).toMatchObject({ vary: 'Accept-Encoding', 'cache-control': 'no-store, no-transform' });
  });

  it('leaves small answers alone', async () => {
    expect((await get('/api/v1/rules', { 'accept-encoding': 'gzip' })).encoding).toBeUndefined();
  });

  it('compresses frames for visitors over a network only', async () => {
    const query = { id: 'A', expr: 'series 50', kind: 'range', stepMs: 15_000 };
    const body = JSON.stringify({ from: 0, to: 6_000_000, queries: [query] });
    const headers = { 'accept-encoding': 'gzip', 'content-type': 'application/json' };
    const near = await get('/api/v1/query_batch', { ...headers, 'x-forwarded-host': 'localhost:3000' }, body);
    const far = await get('/api/v1/query_batch', { ...headers, 'x-forwarded-host': 'metrics.example.org' }, body);
    expect([near.encoding, far.encoding]).toEqual([undefined, 'gzip']);
    expect(gunzipSync(far.bytes).equals(near.bytes)).toBe(true);
  });

  it.each<[string | undefined, string | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['identity', undefined],
    ['gzip', 'gzip'],
    ['GZIP;q=0.5', 'gzip'],
    ['gzip;q=0', undefined],
    ['br, gzip', 'br'],
    ['br;q=0.1, gzip;q=0.9', 'gzip'],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['br;q=0, *', 'gzip'],
    [';;;q=,,q=9', undefined],
  ])('negotiates %s -> %s', (header, encoding) => expect(negotiate(header)).toBe(encoding));
});
