import type { Prisma as Client } from './client';
import { ancestorsOf, heightOf, subtreeOf } from './folderTree';
import type { Prisma } from './generated/client';
import { asLibraryError, LibraryError } from './libraryError';
import { makeUid } from './makeUid';
import { trashFolders } from './trash';

/** Levels of folders at most. */
export const MAX_FOLDER_DEPTH = 8;
/** Key of the advisory lock under which the tree changes: two moves at once could close a cycle. */
const TREE_LOCK = 4_279_490_002;

export interface StoredFolder {
  readonly id: number;
  readonly uid: string;
  readonly title: string;
  /** null at the root. */
  readonly parentUid: string | null;
  /** Counts changes, from 1. */
  readonly version: number;
  /** Logins; '' where nobody is known. */
  readonly createdBy: string;
  readonly updatedBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Every folder of the tree, by title. */
export async function listFolders(prisma: Client | Prisma.TransactionClient): Promise<StoredFolder[]> {
  return prisma.folder.findMany({ orderBy: [{ title: 'asc' }, { uid: 'asc' }] });
}

/** @throws LibraryError `folder-not-found` */
export async function getFolder(prisma: Client | Prisma.TransactionClient, uid: string): Promise<StoredFolder> {
  const folder = await prisma.folder.findUnique({ where: { uid } });
  if (folder === null) throw new LibraryError('folder-not-found');
  return folder;
}

export interface NewFolder {
  /** undefined: one of its own. */
  readonly uid: string | undefined;
  readonly title: string;
  readonly parentUid: string | null;
  readonly login: string;
}

/** @throws LibraryError `taken` (the uid), `folder-not-found` (the parent), `misplaced` (too deep) */
export async function createFolder(prisma: Client, folder: NewFolder): Promise<StoredFolder> {
  const { uid = makeUid(), title, parentUid, login } = folder;
  return changeTree(prisma, async (tx) => {
    if (parentUid !== null) {
      await getFolder(tx, parentUid);
      checkDepth(ancestorsOf(await listFolders(tx), parentUid).length + 2);
    }
    return tx.folder.create({ data: { uid, title, parentUid, createdBy: login, updatedBy: login } });
  });
}

export interface FolderChange {
  readonly uid: string;
  readonly title?: string;
  /** null for the root. */
  readonly parentUid?: string | null;
  /** The version that is changed; any when not given. */
  readonly version?: number;
  readonly login: string;
}

/** @throws LibraryError `folder-not-found`, `version-mismatch`, `misplaced` */
export async function updateFolder(prisma: Client, change: FolderChange): Promise<StoredFolder> {
  const { uid, title, parentUid, version, login } = change;
  return changeTree(prisma, async (tx) => {
    const found = await getFolder(tx, uid);
    if (version !== undefined && version !== found.version) {
      throw new LibraryError('version-mismatch', 'the folder has been changed by someone else');
    }
    if (parentUid !== undefined && parentUid !== null) checkMove(await listFolders(tx), uid, parentUid);
    const data = { ...(title !== undefined && { title }), ...(parentUid !== undefined && { parentUid }) };
    return tx.folder.update({ where: { uid }, data: { ...data, version: { increment: 1 }, updatedBy: login } });
  });
}

/**
 * Removes a folder and those in it. Their dashboards go to the trash.
 * @returns the folder, and how many dashboards went
 * @throws LibraryError `folder-not-found`
 */
export async function deleteFolder(
  prisma: Client,
  { uid, login, now }: { readonly uid: string; readonly login: string; readonly now: Date },
): Promise<{ readonly folder: StoredFolder; readonly trashed: number }> {
  return changeTree(prisma, async (tx) => {
    const folder = await getFolder(tx, uid);
    const below = [...subtreeOf(await listFolders(tx), [uid])];
    const trashed = await trashFolders(tx, { folderUids: below, login, now });
    await tx.folder.delete({ where: { uid } });
    return { folder, trashed };
  });
}

/** How many dashboards and folders lie below a folder, at any depth. */
export async function countContents(
  prisma: Client,
  uid: string,
): Promise<{ readonly dashboards: number; readonly folders: number }> {
  await getFolder(prisma, uid);
  const below = [...subtreeOf(await listFolders(prisma), [uid])];
  const dashboards = await prisma.dashboard.count({ where: { folderUid: { in: below }, deletedAt: null } });
  return { dashboards, folders: below.length - 1 };
}

function checkMove(folders: readonly StoredFolder[], uid: string, parentUid: string): void {
  if (!folders.some((folder) => folder.uid === parentUid)) throw new LibraryError('folder-not-found');
  if (subtreeOf(folders, [uid]).has(parentUid)) {
    throw new LibraryError('misplaced', 'a folder cannot be moved into itself or into a folder below it');
  }
  checkDepth(ancestorsOf(folders, parentUid).length + 1 + heightOf(folders, uid));
}

function checkDepth(depth: number): void {
  if (depth <= MAX_FOLDER_DEPTH) return;
  throw new LibraryError('misplaced', `folders may lie ${MAX_FOLDER_DEPTH} levels deep at most`);
}

/** Changes of the tree happen one after the other. */
async function changeTree<T>(prisma: Client, work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  try {
    return await prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${TREE_LOCK})`;
      return work(tx);
    });
  } catch (error) {
    throw asLibraryError(error, 'taken');
  }
}
