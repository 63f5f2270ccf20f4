import type { Prisma } from './client';
import type { StoredUser } from './users';

/** Gives a user a link; one made before stops working. */
export async function putPasswordLink(
  prisma: Prisma,
  link: { readonly userId: number; readonly tokenHash: string; readonly expiresAt: Date },
): Promise<void> {
  const { userId, ...rest } = link;
  await prisma.passwordLink.upsert({ where: { userId }, create: link, update: rest });
}

export interface StoredPasswordLink {
  readonly expiresAt: Date;
  readonly user: StoredUser;
}

export async function findPasswordLink(prisma: Prisma, tokenHash: string): Promise<StoredPasswordLink | null> {
  return prisma.passwordLink.findUnique({ where: { tokenHash }, select: { expiresAt: true, user: true } });
}

/**
 * Spends a link: sets the password, once.
 * @returns false when somebody else was quicker
 */
export async function spendPasswordLink(
  prisma: Prisma,
  { tokenHash, userId, passwordHash }: { tokenHash: string; userId: number; passwordHash: string },
): Promise<boolean> {
  return prisma.$transaction(async (transaction) => {
    const { count } = await transaction.passwordLink.deleteMany({ where: { tokenHash, userId } });
    if (count === 0) return false;
    await transaction.user.update({ where: { id: userId }, data: { passwordHash } });
    await transaction.session.deleteMany({ where: { userId } });
    return true;
  });
}
