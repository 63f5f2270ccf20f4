import { describe, expect, it } from 'vitest';
import type { Role } from '@/lib/api/visitor';
import { Authenticator } from '@/lib/auth/authenticator';
import { sha256 } from '@/lib/auth/tokens';
import { deleteApiToken, insertApiToken } from '@/lib/db/apiTokens';
import { createPrisma, type Prisma } from '@/lib/db/client';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { createUser } from '@/lib/db/users';
import { CredentialGatekeeper } from './gatekeeper';

describe('CredentialGatekeeper', () => {
  const database = useTestDatabase();
  let now = 0;
  const nowMs = () => now;

  const gatekeeper = (anonymousRole: Role | undefined, prisma: Prisma = database().prisma) =>
    new CredentialGatekeeper({
      authenticator: new Authenticator({ prisma, anonymousRole, secret: async () => 'secret', nowMs }),
      ownToken: 'own',
      nowMs,
    });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  it('remembers a good and a bad credential for ten seconds, each for its own bearer only', async () => {
    const { prisma } = database();
    const user = { login: 'writer', email: null, name: '', role: 'Editor', passwordHash: null } as const;
    const userId = (await createUser(prisma, user))?.id ?? 0;
    const one = gatekeeper('Viewer');
    const wrong = { type: 'refused', reason: 'invalid' };
    expect(await one.identify(bearer('bvd_1'), 'a')).toEqual(wrong);
    const made = { userId, name: 'one', role: 'Editor', tokenHash: sha256('bvd_1'), expiresAt: null } as const;
    const token = await insertApiToken(prisma, made);
    expect(await one.identify(bearer('bvd_1'), 'a'), 'remembered').toEqual(wrong);
    now += 10_000;
    expect(await one.identify(bearer('bvd_1'), 'a')).toEqual({ type: 'known', role: 'Editor' });
    expect(await one.identify(bearer('bvd_2'), 'a')).toEqual(wrong);
    await deleteApiToken(prisma, userId, token?.id ?? 0);
    expect(await one.identify(bearer('bvd_1'), 'a'), 'remembered').toEqual({ type: 'known', role: 'Editor' });
    now += 10_000;
    expect(await one.identify(bearer('bvd_1'), 'a')).toEqual(wrong);
  });

  it('knows itself, and who brings nothing', async () => {
    expect(await gatekeeper(undefined).identify(bearer('own'), 'a')).toEqual({ type: 'known', role: 'Viewer' });
    expect(await gatekeeper(undefined).identify({}, 'a')).toEqual({ type: 'none' });
    expect(await gatekeeper('Viewer').identify({}, 'a')).toEqual({ type: 'anonymous', role: 'Viewer' });
    const other = { cookie: 'belvedere_theme=light' };
    expect(await gatekeeper('Viewer').identify(other, 'a')).toEqual({ type: 'anonymous', role: 'Viewer' });
  });

  it('without a database lets look who may look without a credential, and nobody else', async () => {
    const away = createPrisma('postgresql://nobody@127.0.0.1:1/none');
    const visitor = await gatekeeper('Viewer', away).identify(bearer('bvd_1'), 'a');
    expect(visitor).toEqual({ type: 'anonymous', role: 'Viewer' });
    await expect(gatekeeper(undefined, away).identify(bearer('bvd_1'), 'a')).rejects.toThrow();
    await away.$disconnect();
  });
});
