import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TlsConfig } from '@/collector/config/scrapeConfig';
import { createFetcher } from './fetch';
import { ScrapeError } from './scrapeError';
import { scrapeConfig, stopTarget } from './scrapeTestKit';

const CERT_FILE = fileURLToPath(new URL('./testdata/tls.crt', import.meta.url));
const KEY_FILE = fileURLToPath(new URL('./testdata/tls.key', import.meta.url));

describe('fetch over TLS', () => {
  let server: Server;
  let url: string;
  const clients: string[] = [];
  const cleanups: (() => void)[] = [];

  beforeAll(async () => {
    const options = {
      cert: readFileSync(CERT_FILE),
      key: readFileSync(KEY_FILE),
      requestCert: true,
      rejectUnauthorized: false,
    };
    server = createServer(options, (request, response) => {
      const socket = request.socket as TLSSocket;
      clients.push(String(socket.getPeerCertificate().subject?.CN));
      response.end('a 1\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/metrics`;
  });
  afterAll(() => stopTarget(server));
  afterEach(() => {
    for (const cleanup of cleanups.splice(0)) cleanup();
    clients.length = 0;
  });

  function fetcher(tls: Partial<TlsConfig>) {
    const base = scrapeConfig();
    const config = { ...base, http: { ...base.http, tls: { ...base.http.tls, ...tls } } };
    const made = createFetcher(config, { allowLinkLocal: false });
    cleanups.push(() => made.close());
    return () =>
      made.fetchBody(url, 5000, new AbortController().signal).then(
        ({ body }) => Buffer.from(body).toString(),
        (error: unknown) => (error instanceof ScrapeError ? `${error.code}: ${error.message}` : `BUG: ${error}`),
      );
  }

  it('trusts what the configuration trusts', async () => {
    expect(await fetcher({ caFile: CERT_FILE, serverName: 'target.test' })()).toBe('a 1\n');
    expect(await fetcher({ ca: readFileSync(CERT_FILE, 'utf8'), serverName: 'target.test' })()).toBe('a 1\n');
    expect(await fetcher({ insecureSkipVerify: true })()).toBe('a 1\n');
  });

  it('trusts nothing else', async () => {
    expect(await fetcher({})()).toMatch(/^connection: Get "https.*self-signed certificate/);
    expect(await fetcher({ caFile: CERT_FILE, serverName: 'other.test' })()).toMatch(/altnames/);
    expect(await fetcher({ caFile: CERT_FILE })()).toMatch(/altnames/);
  });

  it('shows a client certificate, and a new one once the file changed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'belvedere-tls-'));
    cleanups.push(() => rmSync(folder, { recursive: true }));
    const certFile = join(folder, 'client.crt');
    writeFileSync(certFile, 'not a certificate');
    const fetchBody = fetcher({ caFile: CERT_FILE, serverName: 'target.test', certFile, keyFile: KEY_FILE });
    expect(await fetchBody()).toMatch(/^connection: /);
    copyFileSync(CERT_FILE, certFile);
    expect(await fetchBody()).toBe('a 1\n');
    expect(clients).toEqual(['target.test']);
  });

  it('names a TLS file that is missing', async () => {
    expect(await fetcher({ caFile: '/no/such/ca.pem' })()).toMatch(/^credentials: unable to read \/no\/such\/ca\.pem/);
  });
});
