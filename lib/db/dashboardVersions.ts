import type { JsonObject } from '@/lib/dashboard/document';
import type { Prisma as Client } from './client';
import { asObject } from './dashboards';
import type { Prisma } from './generated/client';
import { LibraryError } from './libraryError';

export interface VersionSummary {
  readonly id: number;
  readonly dashboardId: number;
  readonly version: number;
  readonly message: string;
  /** The version whose JSON this one took over; 0 for a plain save. */
  readonly restored: number;
  readonly createdBy: string;
  readonly createdAt: Date;
}

const SUMMARY = {
  id: true,
  dashboardId: true,
  version: true,
  message: true,
  restored: true,
  createdBy: true,
  createdAt: true,
} satisfies Prisma.DashboardVersionSelect;

/**
 * Newest first. `before` continues a list: only versions below it; 0 starts at the newest.
 * @throws LibraryError `dashboard-not-found`
 */
export async function listVersions(
  prisma: Client,
  uid: string,
  { limit, before }: { readonly limit: number; readonly before: number },
): Promise<VersionSummary[]> {
  const dashboardId = await idOf(prisma, uid);
  return prisma.dashboardVersion.findMany({
    where: { dashboardId, ...(before > 0 && { version: { lt: before } }) },
    select: SUMMARY,
    orderBy: { version: 'desc' },
    take: limit,
  });
}

/** @throws LibraryError `dashboard-not-found`, `version-not-found` */
export async function getVersion(
  prisma: Client,
  uid: string,
  version: number,
): Promise<VersionSummary & { readonly json: JsonObject }> {
  const dashboardId_version = { dashboardId: await idOf(prisma, uid), version };
  const row = await prisma.dashboardVersion.findUnique({
    where: { dashboardId_version },
    select: { ...SUMMARY, json: true },
  });
  if (row === null) throw new LibraryError('version-not-found');
  return { ...row, json: asObject(row.json) };
}

async function idOf(prisma: Client, uid: string): Promise<number> {
  const found = await prisma.dashboard.findUnique({ where: { uid, deletedAt: null }, select: { id: true } });
  if (found === null) throw new LibraryError('dashboard-not-found');
  return found.id;
}
