import type { JsonObject } from '@/lib/dashboard/document';
import type { Prisma as Client } from './client';
import { asObject, describeJson } from './dashboards';
import type { Prisma } from './generated/client';
import { asLibraryError, LibraryError } from './libraryError';
import { makeUid } from './makeUid';

/** Versions that are kept of one dashboard, so that a program that saves every minute cannot fill the database. */
export const KEPT_VERSIONS = 100;
/** Writing ten megabytes twice takes a while on a busy machine. */
const TRANSACTION = { timeout: 30_000, maxWait: 10_000 };

export interface DashboardSave {
  /** Stored as it is; its title and tags get columns of their own. */
  readonly json: JsonObject;
  /** undefined: a new dashboard with a uid of its own. */
  readonly uid: string | undefined;
  /** The version that is replaced; counts only when there is one. */
  readonly version: number;
  /** null for the root; undefined leaves an existing dashboard where it is. */
  readonly folderUid: string | null | undefined;
  readonly message: string;
  /** Save although there is a newer version. */
  readonly overwrite: boolean;
  /** Who saves; '' where nobody is known. */
  readonly login: string;
}

export interface SavedDashboard {
  readonly id: number;
  readonly uid: string;
  readonly title: string;
  readonly version: number;
  readonly folderUid: string | null;
}

const SAVED = { id: true, uid: true, title: true, version: true, folderUid: true } satisfies Prisma.DashboardSelect;

/**
 * Creates a dashboard, or replaces the one of this uid by a new version; the oldest beyond KEPT_VERSIONS go. One in the
 * trash comes back by it.
 * @throws LibraryError `version-mismatch` when somebody saved since the version given, `folder-not-found`
 */
export async function saveDashboard(prisma: Client, save: DashboardSave): Promise<SavedDashboard> {
  const uid = save.uid ?? makeUid();
  try {
    return await attempt(prisma, uid, save);
  } catch (error) {
    // Two created it at once: to the second it is a dashboard that changed, and that is there now to be overwritten.
    const known = asLibraryError(error, 'version-mismatch');
    if (save.overwrite && known instanceof LibraryError && known.code === 'version-mismatch') {
      return attempt(prisma, uid, save);
    }
    throw known;
  }
}

function attempt(prisma: Client, uid: string, save: DashboardSave): Promise<SavedDashboard> {
  return prisma.$transaction(async (tx) => {
    const found = await tx.dashboard.findUnique({ where: { uid }, select: { id: true, deletedAt: true } });
    if (found === null) return create(tx, uid, save);
    const anyVersion = save.overwrite || found.deletedAt !== null;
    return replace(tx, found.id, { ...save, expected: anyVersion ? undefined : save.version, restored: 0 });
  }, TRANSACTION);
}

/**
 * Saves the JSON of an earlier version as a new one.
 * @throws LibraryError `dashboard-not-found`, `version-not-found`
 */
export async function restoreVersion(
  prisma: Client,
  { uid, version, login }: { readonly uid: string; readonly version: number; readonly login: string },
): Promise<SavedDashboard> {
  return prisma.$transaction(async (tx) => {
    const found = await tx.dashboard.findUnique({ where: { uid, deletedAt: null }, select: { id: true } });
    if (found === null) throw new LibraryError('dashboard-not-found');
    const dashboardId_version = { dashboardId: found.id, version };
    const past = await tx.dashboardVersion.findUnique({ where: { dashboardId_version }, select: { json: true } });
    if (past === null) throw new LibraryError('version-not-found');
    return replace(tx, found.id, {
      json: asObject(past.json),
      expected: undefined,
      folderUid: undefined,
      restored: version,
      message: `Restored from version ${version}`,
      login,
    });
  }, TRANSACTION);
}

async function create(tx: Prisma.TransactionClient, uid: string, save: DashboardSave): Promise<SavedDashboard> {
  const { json, message, login } = save;
  return tx.dashboard.create({
    data: {
      ...describeJson(json),
      uid,
      json,
      folderUid: save.folderUid ?? null,
      createdBy: login,
      updatedBy: login,
      versions: { create: { version: 1, json, message, createdBy: login } },
    },
    select: SAVED,
  });
}

interface Replacement extends Pick<DashboardSave, 'json' | 'folderUid' | 'message' | 'login'> {
  /** Only this version is replaced; undefined: any. */
  readonly expected: number | undefined;
  readonly restored: number;
}

/** The condition and the change are one statement, so of two saves of the same version one finds nothing to change. */
async function replace(tx: Prisma.TransactionClient, id: number, change: Replacement): Promise<SavedDashboard> {
  const { json, message, login, restored } = change;
  const [saved] = await tx.dashboard.updateManyAndReturn({
    where: { id, ...(change.expected !== undefined && { version: change.expected }) },
    data: {
      ...describeJson(json),
      json,
      version: { increment: 1 },
      ...(change.folderUid !== undefined && { folderUid: change.folderUid }),
      updatedBy: login,
      shipped: null,
      deletedAt: null,
    },
    select: SAVED,
  });
  if (saved === undefined) throw new LibraryError('version-mismatch');
  const { version } = saved;
  await tx.dashboardVersion.create({ data: { dashboardId: id, version, json, message, restored, createdBy: login } });
  await tx.dashboardVersion.deleteMany({ where: { dashboardId: id, version: { lte: version - KEPT_VERSIONS } } });
  return saved;
}
