import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newToken, sha256 } from '@/lib/auth/tokens';
import { insertApiToken } from '@/lib/db/apiTokens';
import type { Prisma } from '@/lib/db/client';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { createUser } from '@/lib/db/users';

const API = dirname(fileURLToPath(import.meta.url));
const WRITING = ['POST', 'PUT', 'PATCH', 'DELETE'];
const READING = ['GET'];

/** What is open to everybody: the way in and out. */
const OPEN = new Set(['POST /api/login', 'POST /api/login/link', 'POST /api/logout']);

/** What concerns only who asks, so that a Viewer may do it; anonymous visitors may not. */
const OWN = new Set([
  'PUT /api/user',
  'PUT /api/user/password',
  'POST /api/user/stars/dashboard/uid/[uid]',
  'DELETE /api/user/stars/dashboard/uid/[uid]',
  'POST /api/auth/keys',
  'DELETE /api/auth/keys/[id]',
]);

/** What answers before sign-in even where visitors must sign in. */
const ALWAYS = new Set(['GET /api/health']);

interface FoundRoute {
  readonly name: string;
  readonly call: (authorization: string | undefined) => Promise<Response>;
}

const routes = await findRouteHandlers(WRITING);
const reading = await findRouteHandlers(READING);
const guarded = routes.filter(({ name }) => !OPEN.has(name));

describe('routes that change something', () => {
  const database = useTestDatabase();
  let viewer = '';

  beforeAll(async () => {
    process.env['DATABASE_URL'] = database().url;
    process.env['BELVEDERE_ANONYMOUS_ROLE'] = 'Viewer';
    viewer = `Bearer ${await makeViewer(database().prisma)}`;
  });
  afterAll(() => globalThis.belvedereDatabase?.$disconnect());

  it('are found, and every exception is one of them', () => {
    const names = routes.map(({ name }) => name);
    expect(names).toContain('POST /api/admin/users');
    for (const name of [...OPEN, ...OWN]) expect(names).toContain(name);
  });

  it.each(guarded)('$name refuses an anonymous visitor', async ({ call }) => {
    expect((await call(undefined)).status).toBe(401);
  });

  it.each(guarded.filter(({ name }) => !OWN.has(name)))('$name refuses a Viewer', async ({ call }) => {
    const answer = await call(viewer);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ message: expect.stringMatching(/role \w+ for this; yours is Viewer/) });
  });

  it.each(guarded)('$name refuses a credential that is not good', async ({ call }) => {
    expect((await call('Bearer bvd_nobody')).status).toBe(401);
  });

  it.each(routes)('$name refuses a page of another origin', async ({ call }) => {
    const answer = await call('from evil.example');
    expect([answer.status, await answer.json()]).toEqual([403, { message: 'origin not allowed' }]);
  });
});

describe('where visitors must sign in', () => {
  const database = useTestDatabase();

  beforeAll(() => {
    process.env['DATABASE_URL'] = database().url;
    process.env['BELVEDERE_ANONYMOUS_ROLE'] = 'none';
    globalThis.belvedereDatabase = undefined;
    globalThis.belvedereAuthenticator = undefined;
  });
  afterAll(() => globalThis.belvedereDatabase?.$disconnect());

  it('has routes that show something', () => {
    expect(reading.length).toBeGreaterThan(15);
  });

  it.each(reading.filter(({ name }) => !ALWAYS.has(name)))('$name shows nothing to others', async ({ call }) => {
    const answer = await call(undefined);
    expect([answer.status, await answer.json()]).toEqual([401, { message: 'Unauthorized' }]);
  });
});

async function makeViewer(prisma: Prisma): Promise<string> {
  const user = { login: 'viewer', email: null, name: '', role: 'Viewer', passwordHash: null } as const;
  const stored = await createUser(prisma, user);
  const token = newToken('bvd_');
  const userId = stored?.id ?? 0;
  await insertApiToken(prisma, { userId, name: 'test', role: 'Viewer', tokenHash: sha256(token), expiresAt: null });
  return token;
}

async function findRouteHandlers(methods: readonly string[]): Promise<FoundRoute[]> {
  const files = readdirSync(API, { recursive: true, encoding: 'utf8' }).filter((file) => /(^|\/)route\.ts$/.test(file));
  const found: FoundRoute[] = [];
  for (const file of files.sort()) {
    const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(API, file)).href);
    const path = join('/api', relative('.', dirname(file)));
    for (const method of methods) {
      const handler = module[method];
      if (!isHandler(handler)) continue;
      found.push({ name: `${method} ${path}`, call: (authorization) => send(handler, method, path, authorization) });
    }
  }
  return found;
}

type Handler = (request: Request, context: object) => unknown;

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

/** Calls a handler with a body that no route can take: who may not ask must be told so before it is read. */
async function send(handler: Handler, method: string, path: string, authorization: string | undefined) {
  const isForeign = authorization === 'from evil.example';
  const headers = {
    host: 'belvedere.test',
    'content-type': 'application/json',
    ...(isForeign && { origin: 'https://evil.example' }),
    ...(authorization !== undefined && !isForeign && { authorization }),
  };
  const body = method === 'GET' ? null : '{"nonsense":';
  const request = new Request(`http://belvedere.test${path}`, { method, headers, body });
  const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, name = '']) => [name, '1']);
  const answer: unknown = await handler(request, { params: Promise.resolve(Object.fromEntries(names)) });
  if (!(answer instanceof Response)) throw new Error(`BUG: ${method} ${path} did not answer`);
  return answer;
}
