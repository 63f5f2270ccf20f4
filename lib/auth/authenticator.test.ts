import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@/lib/api/visitor';
import { insertApiToken, listApiTokens } from '@/lib/db/apiTokens';
import type { Prisma } from '@/lib/db/client';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { changeStanding, createUser, deleteUser, findUserById, type StoredUser } from '@/lib/db/users';
import { Authenticator } from './authenticator';
import { ensureFirstAdmin } from './firstAdmin';
import { hashPassword } from './password';
import { choosePassword, createPasswordLink, readPasswordLink } from './passwordLinks';
import { loadSecret } from './secret';
import { sha256 } from './tokens';

const DAY_MS = 86_400_000;

describe('people in the database', () => {
  const database = useTestDatabase();
  let now = Date.parse('2026-01-01T00:00:00Z');
  let passwordHash: string;

  beforeAll(async () => {
    passwordHash = await hashPassword('analytical engine');
  });

  const authenticator = (anonymousRole?: Role, secret = 'secret') =>
    new Authenticator({ prisma: database().prisma, anonymousRole, secret: async () => secret, nowMs: () => now });
  const addUser = async (login: string, role: Role = 'Editor'): Promise<StoredUser> => {
    const user = await createUser(database().prisma, { login, email: `${login}@x.org`, name: '', role, passwordHash });
    if (user === undefined) throw new Error(`BUG: ${login} exists`);
    return user;
  };
  const identify = async (one: Authenticator, headers: Record<string, string>) => {
    const found = await one.authenticate(new Headers(headers), 'address');
    return found.type === 'visitor' ? `${found.visitor.login} ${found.visitor.role}` : JSON.stringify(found);
  };
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
  const INVALID = '{"type":"refused","reason":"invalid"}';

  it('knows a user by name or email and password, and tells nobody why it does not', async () => {
    const { prisma } = database();
    const { id } = await addUser('Ada');
    const one = authenticator();
    expect(await identify(one, basic('ada:analytical engine'))).toBe('ada Editor');
    expect(await identify(one, basic('ADA@X.ORG:analytical engine'))).toBe('ada Editor');
    expect(await identify(one, basic('ada:wrong'))).toBe(INVALID);
    expect(await identify(one, basic('nobody:analytical engine'))).toBe(INVALID);
    await changeStanding(prisma, id, { role: 'Viewer' });
    expect(await identify(one, basic('ada:analytical engine')), 'a new role at once').toBe('ada Viewer');
    await changeStanding(prisma, id, { disabled: true });
    expect(await identify(one, basic('ada:analytical engine'))).toBe(INVALID);
  });

  it('gives who has no credential the anonymous role, or none', async () => {
    expect(await identify(authenticator('Viewer'), {})).toBe(' Viewer');
    expect(await identify(authenticator(), {})).toBe('{"type":"none"}');
    expect(await identify(authenticator('Viewer'), { cookie: 'belvedere_session=ended' })).toBe(' Viewer');
    expect(await identify(authenticator('Viewer'), { authorization: 'Bearer bvd_nobody' })).toBe(INVALID);
  });

  it('stops guessing', async () => {
    await addUser('guessed');
    const one = authenticator();
    for (let index = 0; index < 10; index++) await one.checkPassword('guessed', `guess ${index}`, `address ${index}`);
    const wanted = { ok: false, reason: 'too-many-attempts' };
    expect(await one.checkPassword('guessed', 'analytical engine', 'address')).toEqual(wanted);
    now += 301_000;
    expect(await one.checkPassword('guessed', 'analytical engine', 'address')).toMatchObject({ ok: true });
  }, 60_000);

  it('tells nothing to guesses beyond the limit that are made at once', async () => {
    await addUser('burst');
    const one = authenticator();
    const guesses = Array.from({ length: 15 }, (_, index) => one.checkPassword('burst', 'a guess', `address ${index}`));
    const reasons = (await Promise.all(guesses)).map((check) => (check.ok ? 'ok' : check.reason)).sort();
    expect(reasons).toEqual([...Array(10).fill('invalid'), ...Array(5).fill('too-many-attempts')]);
  }, 60_000);

  it('knows nobody by a name that the database cannot hold', async () => {
    expect(await identify(authenticator('Viewer'), basic('ad\u0000a:analytical engine'))).toBe(INVALID);
  });

  it('keeps a session for 7 days after its last use, 30 in all, under one secret', async () => {
    const { id } = await addUser('session');
    const one = authenticator();
    const cookie = { cookie: `belvedere_session=${await one.sessions.begin(id)}` };
    for (let day = 6; day < 30; day += 6) {
      now += 6 * DAY_MS;
      expect(await identify(one, cookie), `day ${day}`).toBe('session Editor');
    }
    expect(await identify(authenticator(undefined, 'another'), cookie)).toBe('{"type":"none"}');
    now += 6 * DAY_MS;
    expect(await identify(one, cookie), 'day 30').toBe('{"type":"none"}');
    const idle = { cookie: `belvedere_session=${await one.sessions.begin(id)}` };
    now += 7 * DAY_MS;
    expect(await identify(one, idle)).toBe('{"type":"none"}');
  });

  it('ends sessions: one, the others, and all of a disabled user', async () => {
    const { id } = await addUser('sessions');
    const one = authenticator();
    const [a, b, c] = [await one.sessions.begin(id), await one.sessions.begin(id), await one.sessions.begin(id)];
    const cookie = (token: string) => ({ cookie: `belvedere_session=${token}` });
    await one.sessions.end(a);
    expect(await identify(one, cookie(a))).toBe('{"type":"none"}');
    await one.sessions.endOthers(id, b);
    expect(await identify(one, cookie(b))).toBe('sessions Editor');
    expect(await identify(one, cookie(c))).toBe('{"type":"none"}');
    await changeStanding(database().prisma, id, { disabled: true });
    expect(await identify(one, cookie(b))).toBe('{"type":"none"}');
  });

  it('knows tokens until they expire, with at most the role of their user, and notes their use once a minute', async () => {
    const { prisma } = database();
    const user = await addUser('robot', 'Admin');
    const token = (key: string, role: Role, expiresAt: Date | null) =>
      insertApiToken(prisma, { userId: user.id, name: key, role, tokenHash: sha256(key), expiresAt });
    await token('bvd_edit', 'Editor', null);
    await token('bvd_short', 'Viewer', new Date(now + 1000));
    expect(await token('bvd_edit', 'Viewer', null), 'the name is taken').toBeUndefined();
    const one = authenticator();
    const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
    expect(await identify(one, bearer('bvd_edit'))).toBe('robot Editor');
    expect(await identify(one, bearer('bvd_short'))).toBe('robot Viewer');
    const used = async () => (await listApiTokens(prisma, user.id)).find(({ name }) => name === 'bvd_edit')?.lastUsedAt;
    const first = await used();
    now += 59_000;
    await identify(one, bearer('bvd_edit'));
    expect(await used()).toEqual(first);
    now += 1000;
    await identify(one, bearer('bvd_edit'));
    expect((await used())?.getTime()).toBe(now);
    expect(await identify(one, bearer('bvd_short')), 'expired').toBe(INVALID);
    await addUser('other admin', 'Admin');
    await changeStanding(prisma, user.id, { role: 'Viewer' });
    expect(await identify(one, bearer('bvd_edit'))).toBe('robot Viewer');
    await deleteUser(prisma, user.id);
    expect(await identify(one, bearer('bvd_edit'))).toBe(INVALID);
  });

  it('lets a link be used once, in 24 hours, and a newer one takes its place', async () => {
    const { prisma } = database();
    const { id } = await addUser('forgetful');
    const replaced = await createPasswordLink(prisma, id, now);
    const token = await createPasswordLink(prisma, id, now);
    expect(await readPasswordLink(prisma, replaced, now)).toBeUndefined();
    expect(await readPasswordLink(prisma, token, now + DAY_MS)).toBeUndefined();
    const choose = () => choosePassword(prisma, { token, password: 'difference engine', nowMs: now });
    const outcomes = await Promise.all([choose(), choose()]);
    expect(outcomes.filter((user) => user?.login === 'forgetful')).toHaveLength(1);
    expect(await choose()).toBeUndefined();
    expect(await identify(authenticator(), basic('forgetful:difference engine'))).toBe('forgetful Editor');
  });

  it('keeps one secret for all who ask', async () => {
    const { prisma } = database();
    const [one, two] = await Promise.all([loadSecret(prisma, undefined), loadSecret(prisma, '')]);
    expect(one).toBe(two);
    expect(one.length).toBeGreaterThan(40);
    expect(await loadSecret(prisma, 'given')).toBe('given');
  });
});

describe('the last administrator', () => {
  const database = useTestDatabase();
  const addAdmin = async (prisma: Prisma, login: string) => {
    const user = { login, email: null, name: '', role: 'Admin', passwordHash: 'x' } as const;
    return (await createUser(prisma, user))?.id ?? 0;
  };

  it('can be neither removed, disabled nor demoted, not even by two at the same moment', async () => {
    const { prisma } = database();
    const one = await addAdmin(prisma, 'one');
    expect(await deleteUser(prisma, one)).toBe('last-admin');
    expect(await changeStanding(prisma, one, { disabled: true })).toBe('last-admin');
    expect(await changeStanding(prisma, one, { role: 'Editor' })).toBe('last-admin');
    expect(await changeStanding(prisma, one, { role: 'Admin' })).toBe('done');
    const two = await addAdmin(prisma, 'two');
    const outcomes = await Promise.all([deleteUser(prisma, one), deleteUser(prisma, two)]);
    expect(outcomes.sort()).toEqual(['done', 'last-admin']);
    expect(await deleteUser(prisma, 999_999)).toBe('not-found');
  });
});

describe('the first administrator', () => {
  const database = useTestDatabase();

  it('is offered a link until somebody has a password; a given one seeds and never replaces', async () => {
    const { prisma } = database();
    const first = await ensureFirstAdmin(prisma, undefined, 0);
    const second = await ensureFirstAdmin(prisma, undefined, 1000);
    if (first.type !== 'link' || second.type !== 'link') throw new Error('no link was offered');
    expect(await readPasswordLink(prisma, first.token, 1000), 'the older link').toBeUndefined();
    expect(await ensureFirstAdmin(prisma, 'correct-horse-1', 2000)).toEqual({ type: 'seeded' });
    expect(await readPasswordLink(prisma, second.token, 2000), 'a password spends the link').toBeUndefined();
    expect(await ensureFirstAdmin(prisma, 'correct-horse-1', 3000)).toEqual({ type: 'ready' });
    expect(await ensureFirstAdmin(prisma, 'correct-horse-2', 3000)).toEqual({ type: 'password-differs' });
    expect(await ensureFirstAdmin(prisma, undefined, 3000)).toEqual({ type: 'ready' });
    expect(await findUserById(prisma, 1)).toMatchObject({ login: 'admin', role: 'Admin' });
  });
});
