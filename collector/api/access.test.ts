import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Readiness } from './deps';
import { startTestServer, type TestServer } from './testing/testServer';

let main: TestServer;
let gate: TestServer;
let readiness: Readiness = { ready: true };
let reloads = 0;

beforeAll(async () => {
  const overrides = { readiness: () => readiness, reload: async () => void reloads++ };
  main = await startTestServer(overrides, { allowedHosts: ['metrics.example.org', 'Box:9490'] });
  gate = await startTestServer(overrides, { listener: 'gate', allowedHosts: ['metrics.example.org'] });
});
afterAll(() => Promise.all([main.app.close(), gate.app.close()]));

/** By hand, because fetch does not let a test choose Host, Origin and Sec-Fetch-Site. */
function ask(server: TestServer, path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on('error', reject).end();
  });
}

describe('hosts and origins', () => {
  it.each<[Record<string, string>, number]>([
    [{ host: 'localhost:9490' }, 200],
    [{ host: 'LOCALHOST.' }, 200],
    [{ host: 'belvedere.localhost' }, 200],
    [{ host: '127.0.0.53:1' }, 200],
    [{ host: '[::1]:9490' }, 200],
    [{ host: 'metrics.example.org' }, 200],
    [{ host: 'box:80' }, 200],
    [{ host: 'evil.example' }, 403],
    [{ host: 'localhost.evil.example' }, 403],
    [{ host: '127.0.0.1.evil.example' }, 403],
    [{ host: 'evil.example@localhost' }, 403],
    [{ host: 'localhost:9490:evil' }, 403],
    [{ host: '[::ffff:10.0.0.1]' }, 403],
    [{ host: '10.0.0.1' }, 403],
    [{ host: 'localhost', origin: 'http://localhost:3000' }, 200],
    [{ host: 'localhost', origin: 'https://metrics.example.org' }, 200],
    [{ host: 'localhost', origin: 'https://evil.example' }, 403],
    [{ host: 'localhost', origin: 'null' }, 403],
    [{ host: 'localhost', origin: 'file://localhost' }, 403],
    [{ host: 'localhost', 'x-forwarded-host': 'metrics.example.org' }, 200],
    [{ host: 'localhost', 'x-forwarded-host': 'evil.example' }, 403],
    [{ host: 'localhost', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }, 200],
    [{ host: 'localhost', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
    [{ host: 'localhost', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 200],
  ])('%j -> %i', async (headers, status) => {
    expect((await ask(main, '/api/v1/rules', headers)).status).toBe(status);
  });

  it('says which host and what to do', async () => {
    const { body } = await ask(main, '/api/v1/rules', { host: 'evil.example' });
    expect(JSON.parse(body)).toMatchObject({
      status: 'error',
      errorType: 'forbidden',
      error: expect.stringMatching(/Host "evil.example" is not allowed.*BELVEDERE_ALLOWED_HOSTS/),
    });
  });

  it('guards addresses that do not exist too', async () => {
    expect((await ask(main, '/nothing', { host: 'evil.example' })).status).toBe(403);
    expect((await ask(main, '/nothing')).status).toBe(404);
  });
});

describe('the gate', () => {
  it.each<[string, string, number, number]>([
    ['GET', '/api/v1/rules', 200, 200],
    ['GET', '/api/v1/label/job/values', 200, 200],
    ['GET', '/-/healthy', 200, 200],
    ['POST', '/-/reload', 200, 403],
    ['PUT', '/-/reload', 200, 403],
    ['POST', '/api/v1/write', 415, 403],
    ['GET', '/nothing', 404, 404],
  ])('%s %s: own port %i, gate %i', async (method, path, onMain, onGate) => {
    expect((await ask(main, path, {}, method)).status).toBe(onMain);
    expect((await ask(gate, path, {}, method)).status).toBe(onGate);
  });

  it('reloaded for the own port only', () => expect(reloads).toBe(2));
});

describe('readiness', () => {
  it.each<[string, number, number]>([
    ['/-/ready', 200, 503],
    ['/-/healthy', 200, 200],
    ['/api/v1/query?query=series+1', 200, 503],
    ['/api/v1/targets', 200, 200],
    ['/metrics', 200, 200],
    ['/', 200, 200],
  ])('%s: ready %i, starting %i', async (path, ready, starting) => {
    readiness = { ready: true };
    expect((await ask(main, path)).status).toBe(ready);
    readiness = { ready: false, reason: 'the write-ahead log is being replayed' };
    const answer = await ask(main, path);
    readiness = { ready: true };
    expect(answer.status).toBe(starting);
    if (starting === 503) expect(answer.body).toContain('being replayed');
  });
});

describe('the lifecycle API', () => {
  it('is switched off without a reload function, and tells why a reload failed', async () => {
    const off = await startTestServer();
    const reload = async () => {
      throw new Error('prometheus.yml:3:1: unknown key');
    };
    const broken = await startTestServer({ reload });
    expect(await ask(off, '/-/reload', {}, 'POST')).toMatchObject({
      status: 403,
      body: expect.stringMatching(/lifecycle/),
    });
    expect(await ask(broken, '/-/reload', {}, 'POST')).toEqual({
      status: 500,
      body: 'failed to reload config: prometheus.yml:3:1: unknown key\n',
    });
    await Promise.all([off.app.close(), broken.app.close()]);
  });
});

describe('the page at the root', () => {
  it('points to the web app and escapes its address', async () => {
    const { body } = await ask(main, '/');
    expect(body).toContain('<a href="http://127.0.0.1:3000/?a=&#34;b&#34;">');
  });
});
