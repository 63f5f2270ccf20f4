import { ROOT_FOLDER } from '@/lib/api/folderUid';
import type { SortOrder } from '@/lib/api/library';
import type { Prisma as Client } from './client';
import { listFolders, type StoredFolder } from './folders';
import { subtreeOf } from './folderTree';
import { Prisma } from './generated/client';
import { trashedSince } from './trash';

export interface LibraryQuery {
  /** Words of the title in any order and case. */
  readonly query: string;
  /** All of these. */
  readonly tags: readonly string[];
  /** Empty: everywhere. */
  readonly folderUids: readonly string[];
  /** Only these; empty: all. */
  readonly uids: readonly string[];
  /** Whose stars are told; null for nobody's. */
  readonly userId: number | null;
  readonly starred: boolean;
  readonly deleted: boolean;
  /** Both if not given; folders come first. */
  readonly type?: 'dash-db' | 'dash-folder';
  readonly limit: number;
  /** From 1. */
  readonly page: number;
  readonly sort: SortOrder;
}

export interface LibraryHit {
  readonly type: 'dash-db' | 'dash-folder';
  readonly id: number;
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  /** Where it lies; null at the root. */
  readonly folderUid: string | null;
  readonly folderTitle: string | null;
  readonly isStarred: boolean;
  readonly updatedAt: Date;
  readonly deletedAt: Date | null;
}

/**
 * Folders and dashboards, a page of them. A folder that is asked for without further conditions lists what lies
 * directly in it, as one browses; a search goes through its sub-folders too.
 */
export async function searchLibrary(prisma: Client, query: LibraryQuery): Promise<LibraryHit[]> {
  const all = await listFolders(prisma);
  const browsing = wordsOf(query.query).length === 0 && query.tags.length === 0 && !query.starred && !query.deleted;
  const places = browsing ? new Set(query.folderUids) : subtreeOf(all, query.folderUids);
  const folders = query.type === 'dash-db' ? [] : findFolders(all, query, places);
  const start = (query.page - 1) * query.limit;
  const hits = folders.slice(start, start + query.limit);
  if (query.type === 'dash-folder' || hits.length === query.limit) return hits;
  const page = { offset: Math.max(0, start - folders.length), limit: query.limit - hits.length };
  return [...hits, ...(await findDashboards(prisma, query, places, page))];
}

/** Stars, tags and the trash are for dashboards. */
function findFolders(all: readonly StoredFolder[], query: LibraryQuery, places: ReadonlySet<string>): LibraryHit[] {
  if (query.starred || query.deleted || query.tags.length > 0) return [];
  const words = wordsOf(query.query).map((word) => word.toLowerCase());
  const titles = new Map(all.map(({ uid, title }) => [uid, title]));
  return all
    .filter(({ uid }) => query.uids.length === 0 || query.uids.includes(uid))
    .filter(({ parentUid }) => places.size === 0 || places.has(parentUid ?? ROOT_FOLDER))
    .filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)))
    .map((folder) => folderHit(folder, titles))
    .sort(ORDERS[query.sort]);
}

function folderHit(folder: StoredFolder, titles: ReadonlyMap<string, string>): LibraryHit {
  const { id, uid, title, parentUid, updatedAt } = folder;
  const folderTitle = parentUid === null ? null : (titles.get(parentUid) ?? null);
  const plain = { tags: [], isStarred: false, deletedAt: null };
  return { type: 'dash-folder', id, uid, title, folderUid: parentUid, folderTitle, updatedAt, ...plain };
}

const byTitle = (a: LibraryHit, b: LibraryHit): number => a.title.toLowerCase().localeCompare(b.title.toLowerCase());
const byUpdate = (a: LibraryHit, b: LibraryHit): number => a.updatedAt.getTime() - b.updatedAt.getTime();

const ORDERS: Readonly<Record<SortOrder, (a: LibraryHit, b: LibraryHit) => number>> = {
  'alpha-asc': byTitle,
  'alpha-desc': (a, b) => byTitle(b, a),
  'updated-asc': byUpdate,
  'updated-desc': (a, b) => byUpdate(b, a),
};

const SQL_ORDERS: Readonly<Record<SortOrder, Prisma.Sql>> = {
  'alpha-asc': Prisma.sql`lower(d.title) ASC, d.uid ASC`,
  'alpha-desc': Prisma.sql`lower(d.title) DESC, d.uid DESC`,
  'updated-asc': Prisma.sql`d."updatedAt" ASC, d.uid ASC`,
  'updated-desc': Prisma.sql`d."updatedAt" DESC, d.uid DESC`,
};

async function findDashboards(
  prisma: Client,
  query: LibraryQuery,
  places: ReadonlySet<string>,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<LibraryHit[]> {
  return prisma.$queryRaw<LibraryHit[]>`
    SELECT 'dash-db' AS type, d.id, d.uid, d.title, d.tags, d."folderUid", f.title AS "folderTitle",
           s."userId" IS NOT NULL AS "isStarred", d."updatedAt", d."deletedAt"
    FROM "Dashboard" d
    LEFT JOIN "Folder" f ON f.uid = d."folderUid"
    LEFT JOIN "Star" s ON s."dashboardId" = d.id AND s."userId" = ${query.userId}
    WHERE ${Prisma.join(conditions(query, places), ' AND ')}
    ORDER BY ${SQL_ORDERS[query.sort]} LIMIT ${limit} OFFSET ${offset}`;
}

function conditions(query: LibraryQuery, places: ReadonlySet<string>): Prisma.Sql[] {
  const found = [
    query.deleted ? Prisma.sql`d."deletedAt" >= ${trashedSince(new Date())}` : Prisma.sql`d."deletedAt" IS NULL`,
  ];
  for (const word of wordsOf(query.query)) found.push(Prisma.sql`d.title ILIKE ${`%${literally(word)}%`}`);
  if (query.tags.length > 0) found.push(Prisma.sql`d.tags @> ${[...query.tags]}::text[]`);
  if (query.uids.length > 0) found.push(Prisma.sql`d.uid = ANY(${[...query.uids]}::text[])`);
  if (query.starred) found.push(Prisma.sql`s."userId" IS NOT NULL`);
  if (places.size > 0) found.push(Prisma.sql`coalesce(d."folderUid", ${ROOT_FOLDER}) = ANY(${[...places]}::text[])`);
  return found;
}

function wordsOf(query: string): string[] {
  return query.split(/\s+/).filter((word) => word !== '');
}

/** These three mean something to LIKE. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
