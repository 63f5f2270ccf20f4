import { describe, expect, it } from 'vitest';
import { type Caller, call, findRoutes, loadHandlers, useCallers } from './testRoutes';

const READS = ['GET', 'HEAD', 'OPTIONS'];
/** The way in and out: whoever has no session needs them. */
const FOR_EVERYBODY = ['login/link/route.ts', 'login/route.ts', 'logout/route.ts'];
/** What belongs to the one who asks: account, password, stars, own tokens. */
const FOR_EVERY_USER = [
  'auth/keys/[id]/route.ts',
  'auth/keys/route.ts',
  'user/password/route.ts',
  'user/route.ts',
  'user/stars/dashboard/uid/[uid]/route.ts',
];

const routes = await findRoutes();
const writes = (
  await Promise.all(
    routes.map(async (route) => {
      const handlers = [...(await loadHandlers(route))].filter(([method]) => !READS.includes(method));
      return handlers.map(([method, handler]) => ({ name: `${method} ${route}`, route, method, handler }));
    }),
  )
).flat();

describe('every route that changes something', () => {
  const headersOf = useCallers();

  const cases = writes
    .filter(({ route }) => !FOR_EVERYBODY.includes(route))
    .flatMap((write) => {
      const callers: [Caller, number][] = FOR_EVERY_USER.includes(write.route)
        ? [['anonymous', 401]]
        : [
            ['anonymous', 401],
            ['Viewer', 403],
          ];
      return callers.map(([caller, status]) => ({ ...write, caller, status }));
    });

  it('is found', () => {
    expect(writes.map(({ name }) => name)).toContain('POST dashboards/db/route.ts');
    expect(cases.length).toBeGreaterThan(30);
  });

  it.each(cases)(
    '$name refuses $caller with $status, whatever the body',
    async ({ handler, method, caller, status }) => {
      // Were the body read first, this one would be answered with 400.
      const params = { uid: 'host', id: '1', key: 'k', version: '1', userId: '1' };
      const answered = await call(handler, { method, path: '/', params, body: '{', headers: headersOf(caller) });
      expect(answered.status).toBe(status);
      expect(answered.json).toMatchObject({ message: expect.any(String) });
    },
  );

  it.each(writes)('$name refuses a page of another origin', async ({ handler, method }) => {
    const headers = { ...headersOf('Admin'), origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' };
    const answered = await call(handler, { method, path: '/', params: { uid: 'host', id: '1' }, body: '{}', headers });
    expect(answered.status).toBe(403);
  });
});
