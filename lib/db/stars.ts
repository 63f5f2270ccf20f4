import type { Prisma } from './client';
import { LibraryError } from './libraryError';

/**
 * Marks a dashboard for a user; doing so twice changes nothing.
 * @throws LibraryError `dashboard-not-found`
 */
export async function addStar(prisma: Prisma, userId: number, dashboardUid: string): Promise<void> {
  const dashboardId = await idOf(prisma, dashboardUid);
  await prisma.star.createMany({ data: [{ userId, dashboardId }], skipDuplicates: true });
}

/** @throws LibraryError `dashboard-not-found` */
export async function removeStar(prisma: Prisma, userId: number, dashboardUid: string): Promise<void> {
  const dashboardId = await idOf(prisma, dashboardUid);
  await prisma.star.deleteMany({ where: { userId, dashboardId } });
}

export async function hasStar(prisma: Prisma, userId: number, dashboardId: number): Promise<boolean> {
  return (await prisma.star.count({ where: { userId, dashboardId } })) > 0;
}

async function idOf(prisma: Prisma, uid: string): Promise<number> {
  const found = await prisma.dashboard.findUnique({ where: { uid, deletedAt: null }, select: { id: true } });
  if (found === null) throw new LibraryError('dashboard-not-found');
  return found.id;
}
