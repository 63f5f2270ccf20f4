import type { Json, JsonObject } from '@/lib/dashboard/document';
import type { Prisma as Client } from './client';
import type { Prisma } from './generated/client';

/** A stored dashboard without its panels. */
export interface DashboardSummary {
  readonly id: number;
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly folderUid: string | null;
  /** Counts saves, from 1. */
  readonly version: number;
  /** Logins; '' where nobody is known. */
  readonly createdBy: string;
  readonly updatedBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface StoredDashboard extends DashboardSummary {
  /** Classic JSON as it was given; whoever reads it must expect anything. */
  readonly json: JsonObject;
}

const SUMMARY = {
  id: true,
  uid: true,
  title: true,
  tags: true,
  folderUid: true,
  version: true,
  createdBy: true,
  updatedBy: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.DashboardSelect;

/** @returns null when there is none, or when it lies in the trash */
export async function getDashboardByUid(prisma: Client, uid: string): Promise<StoredDashboard | null> {
  if (uid.includes('\u0000')) return null;
  const row = await prisma.dashboard.findUnique({
    where: { uid, deletedAt: null },
    select: { ...SUMMARY, json: true },
  });
  return row === null ? null : { ...row, json: asObject(row.json) };
}

/** Summaries in order of their titles; what lies in the trash is left out. */
export async function listDashboards(
  prisma: Client,
  { limit = 1000 }: { readonly limit?: number } = {},
): Promise<DashboardSummary[]> {
  return prisma.dashboard.findMany({
    where: { deletedAt: null },
    select: SUMMARY,
    orderBy: [{ title: 'asc' }, { uid: 'asc' }],
    take: limit,
  });
}

/** Every tag in use and how many dashboards bear it, by name. */
export async function countTags(prisma: Client): Promise<{ term: string; count: number }[]> {
  return prisma.$queryRaw`
    SELECT tag AS term, count(*)::int AS count
    FROM "Dashboard", unnest(tags) AS tag WHERE "deletedAt" IS NULL GROUP BY tag ORDER BY tag LIMIT 10000`;
}

/** What a column of type json holds is JSON; only its outermost shape is open. */
export function asObject(json: Prisma.JsonValue): JsonObject {
  return isJsonObject(json) ? json : {};
}

function isJsonObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** What of a dashboard's JSON has a column of its own. A title or tag of another type counts as absent. */
export function describeJson(json: JsonObject): { title: string; tags: string[] } {
  const { title, tags } = json;
  const isTag = (tag: Json): tag is string => typeof tag === 'string' && tag !== '';
  return {
    title: typeof title === 'string' ? title : '',
    tags: Array.isArray(tags) ? [...new Set(tags.filter(isTag))] : [],
  };
}
