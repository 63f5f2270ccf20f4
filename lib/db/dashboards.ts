import type { JsonObject } from '@/lib/dashboard/document';
import type { Prisma as Client } from './client';
import type { Prisma } from './generated/client';

/** A stored dashboard without its panels. */
export interface DashboardSummary {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly folderUid: string | null;
  /** Counts saves, from 1. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface StoredDashboard extends DashboardSummary {
  /** Classic JSON as it was given; whoever reads it must expect anything. */
  readonly json: JsonObject;
}

const SUMMARY = {
  uid: true,
  title: true,
  tags: true,
  folderUid: true,
  version: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.DashboardSelect;

/** @returns null when there is none */
export async function getDashboardByUid(prisma: Client, uid: string): Promise<StoredDashboard | null> {
  const row = await prisma.dashboard.findUnique({ where: { uid }, select: { ...SUMMARY, json: true } });
  return row === null ? null : { ...row, json: asObject(row.json) };
}

export interface DashboardFilter {
  /** Part of the title, in any case. */
  readonly search?: string;
  /** All of these must be there. */
  readonly tags?: readonly string[];
  /** At most so many rows; 1,000 if not given. */
  readonly limit?: number;
}

/** Summaries in order of their titles. */
export async function listDashboards(prisma: Client, filter: DashboardFilter = {}): Promise<DashboardSummary[]> {
  const { search = '', tags = [], limit = 1000 } = filter;
  return prisma.dashboard.findMany({
    where: {
      ...(search === '' ? {} : { title: { contains: literally(search), mode: 'insensitive' } }),
      ...(tags.length === 0 ? {} : { tags: { hasEvery: [...tags] } }),
    },
    select: SUMMARY,
    orderBy: [{ title: 'asc' }, { uid: 'asc' }],
    take: limit,
  });
}

/** Prisma puts `contains` into LIKE as it is, where these three mean something. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** A dashboard that comes with the program. */
export interface ShippedDashboard {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly json: JsonObject;
  /** SHA-256 of the file, hexadecimal. */
  readonly checksum: string;
}

export type ShippedOutcome = 'added' | 'updated' | 'unchanged' | 'kept';

/**
 * Stores a shipped dashboard when it is missing, and its new edition as long as nobody saved the dashboard since.
 * @returns `kept` when it was edited and stays as it is
 */
export async function upsertShippedDashboard(prisma: Client, shipped: ShippedDashboard): Promise<ShippedOutcome> {
  const { uid, title, checksum } = shipped;
  const tags = [...shipped.tags];
  const json = shipped.json;
  const found = await prisma.dashboard.findUnique({ where: { uid }, select: { shipped: true } });
  if (found === null) {
    const versions = { create: { version: 1, json } };
    await prisma.dashboard.create({ data: { uid, title, tags, json, shipped: checksum, versions } });
    return 'added';
  }
  if (found.shipped === null) return 'kept';
  if (found.shipped === checksum) return 'unchanged';
  const { id, version } = await prisma.dashboard.update({
    where: { uid },
    data: { title, tags, json, shipped: checksum, version: { increment: 1 } },
    select: { id: true, version: true },
  });
  await prisma.dashboardVersion.create({ data: { dashboardId: id, version, json } });
  return 'updated';
}

function asObject(json: Prisma.JsonValue): JsonObject {
  return isJsonObject(json) ? json : {};
}

/** What a column of type json holds is JSON; only its outermost shape is open. */
function isJsonObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
