import type { Prisma } from '@/lib/db/client';
import {
  createUser,
  findUserByLogin,
  hasAdminWithPassword,
  listUsers,
  type StoredUser,
  setPasswordHash,
} from '@/lib/db/users';
import { hashPassword, PasswordVerifier } from './password';
import { createPasswordLink } from './passwordLinks';

export const ADMIN_LOGIN = 'admin';

export type FirstAdmin =
  /** Somebody can sign in and nothing was to be done. */
  | { readonly type: 'ready' }
  /** `admin` got the given password. */
  | { readonly type: 'seeded' }
  /** `admin` has another password than the given one, and keeps it. */
  | { readonly type: 'password-differs' }
  /** No administrator has a password: whoever has this token may choose one. */
  | { readonly type: 'link'; readonly token: string };

/**
 * Sees to it at every start that somebody can administer. A given password only seeds: it never replaces one that
 * was chosen.
 */
export async function ensureFirstAdmin(
  prisma: Prisma,
  password: string | undefined,
  nowMs: number,
): Promise<FirstAdmin> {
  const admin = await findOrCreateAdmin(prisma);
  if (password !== undefined && password !== '' && admin !== undefined) {
    if (admin.passwordHash === null) {
      await setPasswordHash(prisma, admin.id, await hashPassword(password));
      return { type: 'seeded' };
    }
    const same = await new PasswordVerifier(() => nowMs).verify(password, admin.passwordHash);
    return { type: same ? 'ready' : 'password-differs' };
  }
  if (admin === undefined || (await hasAdminWithPassword(prisma))) return { type: 'ready' };
  return { type: 'link', token: await createPasswordLink(prisma, admin.id, nowMs) };
}

/** Undefined when the user `admin` was removed, or has become somebody else's, and others are there instead. */
async function findOrCreateAdmin(prisma: Prisma): Promise<StoredUser | undefined> {
  const found = await findUserByLogin(prisma, ADMIN_LOGIN);
  if (found !== null) return found.role === 'Admin' && !found.disabled ? found : undefined;
  if ((await listUsers(prisma, 1)).length > 0) return undefined;
  const user = { login: ADMIN_LOGIN, email: null, name: 'Administrator', role: 'Admin', passwordHash: null } as const;
  return createUser(prisma, user);
}
