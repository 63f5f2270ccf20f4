import type { Prisma as Client } from './client';
import type { Prisma } from './generated/client';
import { LibraryError } from './libraryError';

/**
 * Moves dashboards to a folder, all or none; null is the root. Plain SQL, as Prisma would set `updatedAt`, which tells
 * of saves.
 * @throws LibraryError `dashboard-not-found` when one of them is missing, `folder-not-found`
 */
export async function moveDashboards(prisma: Client, uids: readonly string[], folderUid: string | null): Promise<void> {
  const wanted = [...new Set(uids)];
  await prisma.$transaction(async (tx) => {
    await lockFolder(tx, folderUid);
    const moved = await tx.$executeRaw`
      UPDATE "Dashboard" SET "folderUid" = ${folderUid} WHERE uid = ANY(${wanted}::text[]) AND "deletedAt" IS NULL`;
    if (moved !== wanted.length) throw new LibraryError('dashboard-not-found');
  });
}

/**
 * Keeps a folder from being deleted until the transaction ends; null is the root.
 * @throws LibraryError `folder-not-found`
 */
export async function lockFolder(tx: Prisma.TransactionClient, uid: string | null): Promise<void> {
  if (uid === null) return;
  const found = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "Folder" WHERE uid = ${uid} FOR KEY SHARE`;
  if (found.length === 0) throw new LibraryError('folder-not-found');
}
