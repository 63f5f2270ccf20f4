/**
 * Deleted dashboards. The statements are plain SQL where Prisma would set `updatedAt`, which tells of saves: moving or
 * deleting a dashboard changes nothing in it.
 */
import type { Prisma as Client } from './client';
import { Prisma } from './generated/client';
import { LibraryError } from './libraryError';
import { lockFolder } from './moveDashboards';

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
  const [trashed] = await prisma.$queryRaw<TrashedDashboard[]>`
    UPDATE "Dashboard" SET "deletedAt" = ${now}, "deletedBy" = ${login}
    WHERE uid = ${uid} AND "deletedAt" IS NULL RETURNING id, uid, title`;
  if (trashed === undefined) throw new LibraryError('dashboard-not-found');
  await emptyTrash(prisma, now);
  return trashed;
}

/** Removes for good what has lain in the trash for too long. @returns how many */
export async function emptyTrash(prisma: Client, now: Date): Promise<number> {
  const { count } = await prisma.dashboard.deleteMany({ where: { deletedAt: { lt: trashedSince(now) } } });
  return count;
}

/** What was deleted before is no longer in the trash, even if nobody has emptied it yet. */
export function trashedSince(now: Date): Date {
  return new Date(now.getTime() - TRASH_DAYS * DAY_MS);
}

/** The dashboards of these folders into the trash. @returns how many */
export async function trashFolders(
  tx: Prisma.TransactionClient,
  { folderUids, login, now }: { readonly folderUids: readonly string[]; readonly login: string; readonly now: Date },
): Promise<number> {
  return tx.$executeRaw`
    UPDATE "Dashboard" SET "deletedAt" = ${now}, "deletedBy" = ${login}
    WHERE "folderUid" = ANY(${[...folderUids]}::text[]) AND "deletedAt" IS NULL`;
}

/**
 * Out of the trash. `folderUid` null is the root; undefined: where it was, or the root when that folder is gone.
 * @throws LibraryError `dashboard-not-found` when it does not lie in the trash, `folder-not-found`
 */
export async function untrashDashboard(
  prisma: Client,
  { uid, folderUid }: { readonly uid: string; readonly folderUid: string | null | undefined },
): Promise<TrashedDashboard> {
  return prisma.$transaction(async (tx) => {
    if (folderUid !== undefined) await lockFolder(tx, folderUid);
    const place = folderUid === undefined ? Prisma.sql`"folderUid"` : Prisma.sql`${folderUid}`;
    const [restored] = await tx.$queryRaw<TrashedDashboard[]>`
      UPDATE "Dashboard" SET "deletedAt" = NULL, "deletedBy" = '', "folderUid" = ${place}
      WHERE uid = ${uid} AND "deletedAt" IS NOT NULL RETURNING id, uid, title`;
    if (restored === undefined) throw new LibraryError('dashboard-not-found');
    return restored;
  });
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
