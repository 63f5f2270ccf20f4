import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpClientConfig, ScrapeConfig } from '@/collector/config/scrapeConfig';
import { Secret } from '@/collector/config/secret';
import { createFetcher } from './fetch';
import { ScrapeError } from './scrapeError';
import { scrapeConfig, startTarget, stopTarget } from './scrapeTestKit';

const cleanups: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function target(answer: RequestListener): Promise<string> {
  const { server, url } = await startTarget(answer);
  cleanups.push(() => stopTarget(server));
  return url;
}

/** A target below HTTP: answers each connection with these bytes and hangs up. */
async function rawTarget(bytes: string): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/metrics`;
}

interface Given {
  config?: Partial<ScrapeConfig>;
  http?: Partial<HttpClientConfig>;
  bodyLimit?: number;
  allowLinkLocal?: boolean;
  timeoutMs?: number;
}

async function fetchFrom(url: string, given: Given = {}) {
  const base = scrapeConfig(given.config);
  const limits = { ...base.limits, bodySizeBytes: given.bodyLimit ?? 0 };
  const config = { ...base, limits, http: { ...base.http, ...given.http } };
  const fetcher = createFetcher(config, { allowLinkLocal: given.allowLinkLocal ?? false });
  cleanups.push(() => fetcher.close());
  const timeoutMs = given.timeoutMs ?? 5000;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new ScrapeError('timeout', 'timed out')), timeoutMs);
  try {
    const { body, contentType } = await fetcher.fetchBody(url, timeoutMs, controller.signal);
    return { text: Buffer.from(body).toString(), contentType };
  } catch (error) {
    return error instanceof ScrapeError
      ? { code: error.code, message: error.message }
      : { code: 'BUG', message: String(error) };
  } finally {
    clearTimeout(timer);
  }
}

describe('fetch: good targets', () => {
  it('asks as Prometheus does', async () => {
    let headers: Record<string, unknown> = {};
    const url = await target((request, response) => {
      headers = request.headers;
      response.setHeader('content-type', 'text/plain; version=0.0.4');
      response.end('a 1\n');
    });
    expect(await fetchFrom(url, { timeoutMs: 1500 })).toEqual({
      text: 'a 1\n',
      contentType: 'text/plain; version=0.0.4',
    });
    expect(headers).toMatchObject({
      accept:
        'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.4',
      'user-agent': 'Belvedere',
      'x-prometheus-scrape-timeout-seconds': '1.5',
      connection: 'keep-alive',
    });
  });

  it('reads gzip', async () => {
    const url = await target((_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync('a 1\n'));
    });
    expect(await fetchFrom(url)).toMatchObject({ text: 'a 1\n' });
  });

  it('follows redirects', async () => {
    const url = await target((request, response) => {
      if (request.url === '/new') response.end('a 1\n');
      else response.writeHead(307, { location: '/new' }).end();
    });
    expect(await fetchFrom(url)).toMatchObject({ text: 'a 1\n' });
  });

  it('sends credentials and headers, from files when they change', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'belvedere-scrape-'));
    cleanups.push(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'token');
    const seen: unknown[] = [];
    const url = await target((request, response) => {
      seen.push([request.headers.authorization, request.headers['x-key']]);
      response.end();
    });
    writeFileSync(file, 'one\n');
    const http = {
      authorization: { type: 'Bearer', credentials: undefined, credentialsFile: file },
      headers: [{ name: 'X-Key', values: ['v'], secrets: [new Secret('s')], files: [file] }],
    };
    await fetchFrom(url, { http });
    writeFileSync(file, 'two\n');
    await fetchFrom(url, { http });
    const basicAuth = { username: 'u', usernameFile: '', password: new Secret('p:ä'), passwordFile: '' };
    await fetchFrom(url, { http: { basicAuth } });
    expect(seen).toEqual([
      ['Bearer one', 'v, s, one'],
      ['Bearer two', 'v, s, two'],
      [`Basic ${Buffer.from('u:p:ä').toString('base64')}`, undefined],
    ]);
  });

  it('asks again when the target has closed the idle connection', async () => {
    const served = new Set<unknown>();
    const url = await target((request, response) => {
      // Hangs up on the second request of a connection, as a target does whose keep-alive time is just over.
      if (served.has(request.socket)) request.socket.destroy();
      else response.end('a 1\n');
      served.add(request.socket);
    });
    const fetcher = createFetcher(scrapeConfig(), { allowLinkLocal: false });
    cleanups.push(() => fetcher.close());
    const bodies: string[] = [];
    for (let i = 0; i < 3; i++) {
      const { body } = await fetcher.fetchBody(url, 5000, new AbortController().signal);
      bodies.push(Buffer.from(body).toString());
    }
    expect(bodies).toEqual(['a 1\n', 'a 1\n', 'a 1\n']);
    expect(served.size).toBe(3);
  });

  it('drops credentials on the way to another host, for good', async () => {
    const seen: unknown[] = [];
    let first = '';
    const other = await target((request, response) => {
      seen.push(['other', request.headers.authorization, request.headers['x-key']]);
      response.writeHead(302, { location: `${first}/back` }).end();
    });
    first = await target((request, response) => {
      seen.push(['first', request.headers.authorization]);
      if (request.url?.endsWith('/back')) response.end('a 1\n');
      else if (request.url === '/same') response.writeHead(302, { location: other }).end();
      else response.writeHead(302, { location: '/same' }).end();
    });
    const authorization = { type: 'Bearer', credentials: new Secret('t'), credentialsFile: '' };
    const headers = [{ name: 'X-Key', values: ['v'], secrets: [], files: [] }];
    expect(await fetchFrom(first, { http: { authorization, headers } })).toMatchObject({ text: 'a 1\n' });
    expect(seen).toEqual([
      ['first', 'Bearer t'],
      ['first', 'Bearer t'],
      ['other', undefined, undefined],
      ['first', undefined],
    ]);
  });
});

describe('fetch: bad targets', () => {
  it.each([
    [500, 'Internal Server Error', 'server returned HTTP status 500 Internal Server Error'],
    [404, 'Not Found', 'server returned HTTP status 404 Not Found'],
    [204, 'No Content', 'server returned HTTP status 204 No Content'],
  ])('status %d', async (status, text, message) => {
    const url = await target((_request, response) => response.writeHead(status, text).end());
    expect(await fetchFrom(url)).toEqual({ code: 'httpStatus', message });
  });

  it('nobody listens', async () => {
    const { server, url } = await startTarget(() => {});
    await stopTarget(server);
    expect(await fetchFrom(url)).toEqual({ code: 'connection', message: `Get "${url}": connection refused` });
  });

  it('no such host', async () => {
    const failed = await fetchFrom('http://no-such-host.invalid/metrics');
    expect(failed).toMatchObject({
      code: 'connection',
      message: expect.stringMatching(/no such host|cannot be resolved/),
    });
  });

  it('never answers', async () => {
    const url = await target(() => {});
    expect(await fetchFrom(url, { timeoutMs: 60 })).toEqual({ code: 'timeout', message: `Get "${url}": timed out` });
  });

  it('stops in the middle of the body', async () => {
    const url = await target((_request, response) => void response.write('a 1\n'));
    expect(await fetchFrom(url, { timeoutMs: 60 })).toMatchObject({ code: 'timeout' });
  });

  it('sends an endless body', async () => {
    let sent = 0;
    const url = await target((_request, response) => {
      const line = Buffer.from('a 1\n'.repeat(4096));
      const more = () => {
        while (!response.destroyed && response.write(line)) sent += line.length;
      };
      response.on('drain', more).on('error', () => {});
      more();
    });
    const failed = await fetchFrom(url, { bodyLimit: 1024 * 1024 });
    expect(failed).toEqual({
      code: 'bodySizeLimit',
      message: 'body size limit exceeded: more than 1MiB after decompression',
    });
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it('announces a body over the limit', async () => {
    const url = await target((_request, response) => {
      response.writeHead(200, { 'content-length': 2000 });
      response.write('a 1\n');
    });
    expect(await fetchFrom(url, { bodyLimit: 1000 })).toMatchObject({ code: 'bodySizeLimit' });
  });

  it('accepts a body of just the limit', async () => {
    const url = await target((_request, response) => void response.end('a 1\n'));
    expect(await fetchFrom(url, { bodyLimit: 4 })).toMatchObject({ text: 'a 1\n' });
    expect(await fetchFrom(url, { bodyLimit: 3 })).toMatchObject({ code: 'bodySizeLimit' });
  });

  it('sends a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024, 'a 1\n'), { level: 9 });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const url = await target((_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(bomb);
    });
    const before = process.memoryUsage().arrayBuffers;
    expect(await fetchFrom(url, { bodyLimit: 5 * 1024 * 1024 })).toMatchObject({ code: 'bodySizeLimit' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('sends broken gzip', async () => {
    const url = await target((_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync('a 1\n').subarray(0, 12));
    });
    expect(await fetchFrom(url)).toMatchObject({
      code: 'encoding',
      message: expect.stringContaining('cannot decompress'),
    });
  });

  it('uses an encoding we do not read', async () => {
    const url = await target((_request, response) => void response.setHeader('content-encoding', 'br').end('x'));
    expect(await fetchFrom(url)).toMatchObject({ code: 'encoding', message: expect.stringContaining('"br"') });
  });

  it('hangs up within the body', async () => {
    const url = await rawTarget('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\na 1\n');
    expect(await fetchFrom(url)).toMatchObject({ code: 'connection', message: expect.stringContaining('body') });
  });

  it('speaks no HTTP', async () => {
    const url = await rawTarget('SSH-2.0-OpenSSH_9.2\r\n');
    expect(await fetchFrom(url)).toMatchObject({ code: 'connection', message: expect.stringContaining(url) });
  });

  it('sends endless headers', async () => {
    const url = await rawTarget(`HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(100_000)}`);
    expect(await fetchFrom(url)).toMatchObject({ code: 'connection' });
  });

  it('redirects in a circle', async () => {
    const url = await target((_request, response) => void response.writeHead(302, { location: '/metrics' }).end());
    expect(await fetchFrom(url)).toEqual({ code: 'redirect', message: 'stopped after 10 redirects' });
  });

  it('redirects to something else than http', async () => {
    const url = await target(
      (_request, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    );
    expect(await fetchFrom(url)).toMatchObject({
      code: 'redirect',
      message: expect.stringContaining('file:///etc/passwd'),
    });
  });

  it('redirects though that is off', async () => {
    const url = await target((_request, response) => void response.writeHead(302, { location: '/x' }).end());
    const failed = await fetchFrom(url, { http: { followRedirects: false } });
    expect(failed).toEqual({ code: 'httpStatus', message: 'server returned HTTP status 302 Found' });
  });

  it('redirects to the metadata service', async () => {
    const location = 'http://169.254.169.254/latest/meta-data/';
    const url = await target((_request, response) => void response.writeHead(302, { location }).end());
    expect(await fetchFrom(url)).toMatchObject({ code: 'egress', message: expect.stringContaining('169.254.169.254') });
  });

  it('a file of credentials is missing', async () => {
    const url = await target((_request, response) => void response.end());
    const basicAuth = { username: 'u', usernameFile: '', password: undefined, passwordFile: '/no/such/file' };
    expect(await fetchFrom(url, { http: { basicAuth } })).toMatchObject({
      code: 'credentials',
      message: expect.stringMatching(/^unable to read \/no\/such\/file: ENOENT/),
    });
  });
});
