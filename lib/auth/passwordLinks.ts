import type { Prisma } from '@/lib/db/client';
import { findPasswordLink, putPasswordLink, spendPasswordLink } from '@/lib/db/passwordLinks';
import type { StoredUser } from '@/lib/db/users';
import { hashPassword } from './password';
import { newToken, sha256 } from './tokens';

const LIFETIME_MS = 24 * 3_600_000;

/** Makes a link for a user, good for one use within 24 hours; @returns its token. An older one stops working. */
export async function createPasswordLink(prisma: Prisma, userId: number, nowMs: number): Promise<string> {
  const token = newToken();
  await putPasswordLink(prisma, { userId, tokenHash: sha256(token), expiresAt: new Date(nowMs + LIFETIME_MS) });
  return token;
}

/** Whose link it is; undefined when it was used, has expired, or never was. */
export async function readPasswordLink(prisma: Prisma, token: string, nowMs: number): Promise<StoredUser | undefined> {
  const link = await findPasswordLink(prisma, sha256(token));
  if (link === null || link.user.disabled || link.expiresAt.getTime() <= nowMs) return undefined;
  return link.user;
}

/**
 * Sets the password of the link's user, ends their sessions and spends the link.
 * @returns the user; undefined when the link is not good (any more)
 */
export async function choosePassword(
  prisma: Prisma,
  { token, password, nowMs }: { readonly token: string; readonly password: string; readonly nowMs: number },
): Promise<StoredUser | undefined> {
  const user = await readPasswordLink(prisma, token, nowMs);
  if (user === undefined) return undefined;
  const passwordHash = await hashPassword(password);
  const spent = await spendPasswordLink(prisma, { tokenHash: sha256(token), userId: user.id, passwordHash });
  return spent ? user : undefined;
}
