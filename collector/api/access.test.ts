import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sender } from './access';
import type { Readiness } from './deps';
import { startTestServer, type TestServer } from './testing/testServer';

/** By the Authorization header that stands for them in these tests. */
const SENDERS: Readonly<Record<string, Sender>> = {
  '': { type: 'anonymous', role: 'Viewer' },
  viewer: { type: 'known', role: 'Viewer' },
  editor: { type: 'known', role: 'Editor' },
  admin: { type: 'known', role: 'Admin' },
  wrong: { type: 'refused', reason: 'invalid' },
  flood: { type: 'refused', reason: 'too-many-attempts' },
};

let main: TestServer;
let gate: TestServer;
let readiness: Readiness = { ready: true };
let reloads = 0;

beforeAll(async () => {
  const overrides = { readiness: () => readiness, reload: async () => void reloads++ };
  main = await startTestServer(overrides, { allowedHosts: ['metrics.example.org', 'Box:9490'] });
  gate = await startTestServer(overrides, {
    gatekeeper: { identify: async ({ authorization = '' }) => SENDERS[authorization] ?? { type: 'none' } },
    allowedHosts: ['metrics.example.org'],
    externalHost: 'metrics.example.org',
  });
});
afterAll(() => Promise.all([main.app.close(), gate.app.close()]));

/** By hand, because fetch does not let a test choose Host, Origin and Sec-Fetch-Site. */
function ask(server: TestServer, path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; body: string; challenge: string | undefined }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body, challenge: response.headers['www-authenticate'] }),
      );
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

describe('a port that asks for credentials', () => {
  it.each<[string, string, Record<string, number>]>([
    ['GET', '/api/v1/rules', { '': 200, viewer: 200, editor: 200, admin: 200, wrong: 401, flood: 429, nobody: 401 }],
    ['GET', '/-/healthy', { '': 200, viewer: 200, wrong: 401, nobody: 401 }],
    ['POST', '/-/reload', { '': 403, viewer: 403, editor: 403, admin: 200, wrong: 401, nobody: 401 }],
    ['PUT', '/-/reload', { '': 403, editor: 403, admin: 200 }],
    ['POST', '/api/v1/write', { '': 403, viewer: 403, editor: 415, admin: 415, wrong: 401, nobody: 401 }],
    ['POST', '/api/v1/import', { '': 403, viewer: 403, editor: 415, wrong: 401, nobody: 401 }],
    ['GET', '/nothing', { '': 404, viewer: 404, wrong: 401, nobody: 401 }],
  ])('%s %s: %j', async (method, path, wanted) => {
    for (const [sender, status] of Object.entries(wanted)) {
      const headers: Record<string, string> = sender === '' ? {} : { authorization: sender };
      expect([sender, (await ask(gate, path, headers, method)).status]).toEqual([sender, status]);
    }
  });

  it('lets nobody but administrators pass where a route does not say who may', async () => {
    const routes = await routesOf(gate);
    expect(routes.length).toBeGreaterThan(25);
    for (const [method, path] of routes) {
      const isWrite = ['/api/v1/write', '/api/v1/import'].includes(path);
      const isAdmin = path === '/-/reload' || path.startsWith('/api/v1/admin/');
      const { status } = await ask(gate, path.replace(':name', 'job'), { authorization: 'viewer' }, method);
      expect([method, path, status === 403]).toEqual([method, path, isWrite || isAdmin]);
      const stranger = await ask(gate, path.replace(':name', 'job'), { authorization: 'nobody' }, method);
      expect([method, path, stranger.status]).toEqual([method, path, 401]);
    }
  });

  it.each<[Record<string, string>, boolean]>([
    [{}, true],
    [{ 'sec-fetch-mode': 'navigate' }, true],
    [{ 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' }, false],
  ])('offers Basic to %j: %s', async (headers, offered) => {
    const answer = await ask(gate, '/api/v1/rules', { authorization: 'nobody', ...headers });
    expect(answer.challenge).toBe(offered ? 'Basic realm="Belvedere", charset="UTF-8"' : undefined);
    expect(JSON.parse(answer.body)).toMatchObject({ status: 'error', errorType: 'unauthorized' });
  });

  it.each<[string, Record<string, string>, number]>([
    // Who brings a credential may come by any name, from our own pages.
    ['viewer', { host: 'box.lan:3000' }, 200],
    ['viewer', { host: 'box.lan:3000', origin: 'http://box.lan:3000' }, 200],
    ['viewer', { host: '127.0.0.1', 'x-forwarded-host': 'box.lan', origin: 'http://box.lan' }, 200],
    ['viewer', { host: '127.0.0.1', origin: 'https://metrics.example.org' }, 200],
    ['viewer', { host: 'box.lan', origin: 'http://evil.example' }, 403],
    ['viewer', { host: 'box.lan', origin: 'null' }, 403],
    ['viewer', { host: 'box.lan', 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }, 403],
    ['viewer', { host: 'box.lan', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 200],
    // Who brings none must call us by a name of ours.
    ['', { host: 'box.lan:3000' }, 403],
    ['', { host: '127.0.0.1', 'x-forwarded-host': 'box.lan' }, 403],
    ['', { host: 'metrics.example.org' }, 200],
  ])('%s with %j -> %i', async (sender, headers, status) => {
    const credential: Record<string, string> = sender === '' ? {} : { authorization: sender };
    expect((await ask(gate, '/api/v1/rules', { ...credential, ...headers })).status).toBe(status);
  });

  it('tells who cannot be checked now from who is refused', async () => {
    const away = await startTestServer({}, { gatekeeper: { identify: () => Promise.reject(new Error('away')) } });
    expect(await ask(away, '/api/v1/rules')).toMatchObject({ status: 503, body: expect.stringContaining('database') });
    await away.app.close();
  });
});

it('the own port on loopback asks for nothing', async () => {
  reloads = 0;
  expect((await ask(main, '/-/reload', {}, 'POST')).status).toBe(200);
  expect((await ask(main, '/api/v1/write', { authorization: 'wrong' }, 'POST')).status).toBe(415);
  expect(reloads).toBe(1);
});

/** Every route with each of its methods, as the server itself prints them. */
async function routesOf({ app }: TestServer): Promise<[string, string][]> {
  const routes: [string, string][] = [];
  const parents: string[] = [];
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent, part, methods] = /^([│├└─ ]*)(\S*)(?: \((.*)\))?$/.exec(line) ?? [];
    if (indent === undefined || part === undefined) continue;
    const depth = Math.floor(indent.length / 4);
    parents.splice(depth - 1, Number.POSITIVE_INFINITY, part);
    if (methods === undefined) continue;
    for (const method of methods.split(', ')) if (method !== 'HEAD') routes.push([method, parents.join('')]);
  }
  return routes;
}

describe('readiness', () => {
  it.each<[string, number, number]>([
    ['/-/ready', 200, 503],
    ['/-/healthy', 200, 200],
    ['/api/v1/query?query=series+1', 200, 503],
    ['/api/v1/targets', 200, 503],
    ['/api/v1/status/walreplay', 200, 200],
    ['/api/v1/status/config', 200, 200],
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
    expect(await ask(broken, '/-/reload', {}, 'POST')).toMatchObject({
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
