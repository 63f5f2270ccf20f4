import type { Prisma as Client } from './client';
import type { Prisma } from './generated/client';
import { asLibraryError, LibraryError } from './libraryError';

/** How long a deleted dashboard can be restored. */
export const TRASH_DAYS = 30;
const DAY_MS = 86_400_000;

export interface TrashedDashboard {
  readonly id: number;
  readonly uid: string;
  readonly title: string;
}

const TRASHED = { id: true, uid: true, title: true } satisfies Prisma.DashboardSelect;

/** When something deleted at `deletedAt` leaves the trash for good. */
export function leavesTrashAt(deletedAt: Date): Date {
  return new Date(deletedAt.getTime() + TRASH_DAYS * DAY_MS);
}

/**
 * Into the trash, out of which those fall that have lain there for long.
 * @throws LibraryError `dashboard-not-found`
 */
export async function trashDashboard(
  prisma: Client,
  { uid, login, now }: { readonly uid: string; readonly login: string; readonly now: Date },
): Promise<TrashedDashboard> {
  const [trashed] = await prisma.dashboard.updateManyAndReturn({
    where: { uid, deletedAt: null },
    data: { deletedAt: now, deletedBy: login },
    select: TRASHED,
  });
  if (trashed === undefined) throw new LibraryError('dashboard-not-found');
  await prisma.dashboard.deleteMany({ where: { deletedAt: { lt: new Date(now.getTime() - TRASH_DAYS * DAY_MS) } } });
  return trashed;
}

/**
 * Out of the trash. `folderUid` null is the root; undefined: where it was, or the root when that folder is gone.
 * @throws LibraryError `dashboard-not-found` when it does not lie in the trash, `folder-not-found`
 */
export async function untrashDashboard(
  prisma: Client,
  { uid, folderUid }: { readonly uid: string; readonly folderUid: string | null | undefined },
): Promise<TrashedDashboard> {
  const place = folderUid === undefined ? {} : { folderUid };
  const [restored] = await prisma.dashboard
    .updateManyAndReturn({
      where: { uid, deletedAt: { not: null } },
      data: { deletedAt: null, deletedBy: '', ...place },
      select: TRASHED,
    })
    .catch((error: unknown) => {
      throw asLibraryError(error, 'taken');
    });
  if (restored === undefined) throw new LibraryError('dashboard-not-found');
  return restored;
}

/**
 * Out of the trash for good, with its versions and stars.
 * @throws LibraryError `dashboard-not-found` when it does not lie in the trash
 */
export async function purgeDashboard(prisma: Client, uid: string): Promise<TrashedDashboard> {
  const found = await prisma.dashboard.findUnique({ where: { uid, deletedAt: { not: null } }, select: TRASHED });
  if (found === null) throw new LibraryError('dashboard-not-found');
  await prisma.dashboard.deleteMany({ where: { id: found.id, deletedAt: { not: null } } });
  return found;
}

/**
 * Moves dashboards to a folder, all or none; null is the root.
 * @throws LibraryError `dashboard-not-found` when one of them is missing, `folder-not-found`
 */
export async function moveDashboards(prisma: Client, uids: readonly string[], folderUid: string | null): Promise<void> {
  const wanted = [...new Set(uids)];
  await prisma
    .$transaction(async (tx) => {
      const where = { uid: { in: wanted }, deletedAt: null };
      const { count } = await tx.dashboard.updateMany({ where, data: { folderUid } });
      if (count !== wanted.length) throw new LibraryError('dashboard-not-found');
    })
    .catch((error: unknown) => {
      throw asLibraryError(error, 'taken');
    });
}
