import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as adminUser from '@/app/api/admin/users/[id]/route';
import * as adminUsers from '@/app/api/admin/users/route';
import * as key from '@/app/api/auth/keys/[id]/route';
import * as keys from '@/app/api/auth/keys/route';
import * as link from '@/app/api/login/link/route';
import * as login from '@/app/api/login/route';
import * as logout from '@/app/api/logout/route';
import * as orgUser from '@/app/api/org/users/[id]/route';
import * as orgUsers from '@/app/api/org/users/route';
import * as password from '@/app/api/user/password/route';
import * as user from '@/app/api/user/route';
import { ensureFirstAdmin } from '@/lib/auth/firstAdmin';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';

const HOST = 'belvedere.test';

/** A request of a program, or of a browser when it has a cookie. */
function ask(method: string, body?: unknown, headers: Record<string, string> = {}): Request {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  return new Request(`http://${HOST}/`, { method, headers: { host: HOST, ...type, ...headers }, ...sent });
}

const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
const at = (id: number) => ({ params: Promise.resolve({ id: String(id) }) });
const ADMIN = basic('admin:correct-horse-1');

async function signIn(name: string, word: string): Promise<Record<string, string>> {
  const answer = await login.POST(ask('POST', { user: name, password: word }));
  expect(answer.status).toBe(200);
  return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

describe('people over HTTP', () => {
  const database = useTestDatabase();

  beforeAll(async () => {
    process.env['DATABASE_URL'] = database().url;
    process.env['BELVEDERE_ANONYMOUS_ROLE'] = 'none';
    await ensureFirstAdmin(database().prisma, 'correct-horse-1', Date.now());
  });
  afterAll(() => globalThis.belvedereDatabase?.$disconnect());

  it('signs in and out as Grafana does, with a cookie that scripts cannot read', async () => {
    const answer = await login.POST(ask('POST', { user: 'admin', password: 'correct-horse-1' }));
    expect(await answer.json()).toEqual({ message: 'Logged in' });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^belvedere_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/);
    const session = { cookie: cookie.split(';')[0] ?? '' };
    expect(await (await user.GET(ask('GET', undefined, session))).json()).toMatchObject({
      login: 'admin',
      role: 'Admin',
    });
    const left = await logout.POST(ask('POST', undefined, session));
    expect(left.headers.get('set-cookie')).toMatch(/^belvedere_session=; Path=\/; Max-Age=0/);
    expect((await user.GET(ask('GET', undefined, session))).status).toBe(401);
  });

  it.each([
    [{ user: 'admin', password: 'wrong' }, 401, 'Invalid username or password'],
    [{ user: 'nobody', password: 'wrong' }, 401, 'Invalid username or password'],
    [{ user: 'admin' }, 400, /password/],
    [{ user: 'admin', password: 'x'.repeat(2000) }, 400, /password/],
  ])('refuses %j', async (body, status, message) => {
    const answer = await login.POST(ask('POST', body));
    expect([answer.status, await answer.json()]).toMatchObject([status, { message: expect.stringMatching(message) }]);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('refuses a form of another type, which a foreign page could send', async () => {
    const form = { method: 'POST', headers: { host: HOST, 'content-length': '9' }, body: 'user=admin' };
    expect((await login.POST(new Request(`http://${HOST}/`, form))).status).toBe(415);
  });

  it('invites, promotes, demotes and removes; never the last administrator', async () => {
    const made = await adminUsers.POST(ask('POST', { login: 'ada', name: 'Ada', role: 'Editor' }, ADMIN));
    const invited: { id: number; link: string } = await made.json();
    expect(invited.link).toMatch(/^http:\/\/belvedere\.test\/login\?token=[\w-]{43}$/);
    const token = new URL(invited.link).searchParams.get('token');
    const weak = await link.POST(ask('POST', { token, password: 'password1' }));
    expect([weak.status, await weak.json()]).toMatchObject([400, { message: /first that are guessed/ }]);
    const chosen = await link.POST(ask('POST', { token, password: 'analytical engine' }));
    expect(chosen.headers.get('set-cookie')).toMatch(/^belvedere_session=/);
    expect((await link.POST(ask('POST', { token, password: 'analytical engine' }))).status).toBe(410);
    const list: unknown[] = await (await orgUsers.GET(ask('GET', undefined, ADMIN))).json();
    expect(list).toMatchObject([{ login: 'ada', role: 'Editor', hasPassword: true }, { login: 'admin' }]);
    expect(JSON.stringify(list)).not.toContain('scrypt');
    const twice = await adminUsers.POST(ask('POST', { login: 'ADA', password: 'analytical engine' }, ADMIN));
    expect(twice.status).toBe(412);
    expect((await orgUser.PATCH(ask('PATCH', { role: 'Viewer' }, ADMIN), at(1))).status).toBe(400);
    expect((await adminUser.DELETE(ask('DELETE', undefined, ADMIN), at(1))).status).toBe(400);
    expect((await orgUser.PATCH(ask('PATCH', { role: 'Admin' }, ADMIN), at(invited.id))).status).toBe(200);
    expect((await orgUser.PATCH(ask('PATCH', { role: 'Owner' }, ADMIN), at(invited.id))).status).toBe(400);
    expect((await adminUser.DELETE(ask('DELETE', undefined, ADMIN), at(invited.id))).status).toBe(200);
    expect((await adminUser.DELETE(ask('DELETE', undefined, ADMIN), at(invited.id))).status).toBe(404);
  });

  it('changes a password and ends the other sessions', async () => {
    await adminUsers.POST(ask('POST', { login: 'eve', password: 'first password of eve' }, ADMIN));
    const [here, elsewhere] = [
      await signIn('eve', 'first password of eve'),
      await signIn('eve', 'first password of eve'),
    ];
    const change = (oldPassword: string, newPassword: string) =>
      password.PUT(ask('PUT', { oldPassword, newPassword }, here));
    expect((await change('wrong', 'second one of hers')).status).toBe(401);
    expect((await change('first password of eve', 'short')).status).toBe(400);
    expect((await change('first password of eve', 'second one of hers')).status).toBe(200);
    expect((await user.GET(ask('GET', undefined, here))).status).toBe(200);
    expect((await user.GET(ask('GET', undefined, elsewhere))).status).toBe(401);
  });

  it('makes tokens with at most their maker’s role, shows them once, and takes them back', async () => {
    const eve = await signIn('eve', 'second one of hers');
    const make = (body: object, headers: Record<string, string>) => keys.POST(ask('POST', body, headers));
    expect((await make({ name: 'a', role: 'Editor' }, eve)).status).toBe(403);
    const made: { id: number; key: string } = await (
      await make({ name: 'a', role: 'Viewer', secondsToLive: 60 }, eve)
    ).json();
    expect(made.key).toMatch(/^bvd_[\w-]{43}$/);
    expect((await make({ name: 'a', role: 'Viewer' }, eve)).status).toBe(409);
    const bearer = { authorization: `Bearer ${made.key}` };
    expect(await (await user.GET(ask('GET', undefined, bearer))).json()).toMatchObject({ login: 'eve' });
    expect((await make({ name: 'b', role: 'Viewer' }, bearer)).status, 'a token makes no tokens').toBe(403);
    const list = await (await keys.GET(ask('GET', undefined, eve))).text();
    expect(list).not.toContain(made.key.slice(4));
    expect((await key.DELETE(ask('DELETE', undefined, ADMIN), at(made.id))).status, 'not theirs').toBe(404);
    expect((await key.DELETE(ask('DELETE', undefined, eve), at(made.id))).status).toBe(200);
    expect((await user.GET(ask('GET', undefined, bearer))).status).toBe(401);
  });
});
