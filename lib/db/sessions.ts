import type { Prisma } from './client';
import type { StoredUser } from './users';

export interface StoredSession {
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly user: StoredUser;
}

export async function insertSession(
  prisma: Prisma,
  session: { readonly tokenHash: string; readonly userId: number; readonly createdAt: Date; readonly expiresAt: Date },
): Promise<void> {
  await prisma.session.create({ data: session });
}

/** The session with its user; whether it is still good, the caller decides. */
export async function findSession(prisma: Prisma, tokenHash: string): Promise<StoredSession | null> {
  return prisma.session.findUnique({
    where: { tokenHash },
    select: { createdAt: true, expiresAt: true, user: true },
  });
}

/** Moves the end of a session; does nothing when it was ended meanwhile. */
export async function extendSession(prisma: Prisma, tokenHash: string, expiresAt: Date): Promise<void> {
  await prisma.session.updateMany({ where: { tokenHash }, data: { expiresAt } });
}

export async function deleteSession(prisma: Prisma, tokenHash: string): Promise<void> {
  await prisma.session.deleteMany({ where: { tokenHash } });
}

/** Ends a user's sessions, but for one when it is named. */
export async function deleteSessionsOf(prisma: Prisma, userId: number, exceptTokenHash = ''): Promise<void> {
  await prisma.session.deleteMany({ where: { userId, tokenHash: { not: exceptTokenHash } } });
}

export async function deleteExpiredSessions(prisma: Prisma, now: Date): Promise<void> {
  await prisma.session.deleteMany({ where: { expiresAt: { lt: now } } });
}
