import { z } from 'zod';
import { admit, userIdOf } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { readFields } from '@/app/_server/readBody';
import { answer } from '@/app/_server/respond';
import { storable } from '@/app/_server/saveRequest';
import { searchHit } from '@/app/_server/searchHit';
import { SORT_ORDERS } from '@/lib/api/library';
import { type LibraryQuery, searchLibrary } from '@/lib/db/searchLibrary';

const text = (max: number) => z.string().max(max);
const flag = z.enum(['true', 'false']).optional();

const searchFields = z.object({
  query: text(500).default(''),
  tag: z.array(text(200)).max(50),
  folderUIDs: z.array(text(40)).max(500),
  dashboardUIDs: z.array(text(40)).max(1000),
  type: z.enum(['', 'dash-db', 'dash-folder']).optional(),
  starred: flag,
  deleted: flag,
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  sort: z.enum(SORT_ORDERS).default('alpha-asc'),
});

/** As Grafana's GET /api/search: folders and dashboards. What lies in the trash is for those who may restore it. */
export function GET(request: Request): Promise<Response> {
  return answer(async () => {
    const { searchParams } = new URL(request.url);
    const visitor = await admit(request, searchParams.get('deleted') === 'true' ? 'Editor' : 'Viewer');
    const found = await searchLibrary(database(), readSearch(searchParams, userIdOf(visitor)));
    return found.map(searchHit);
  });
}

/** Grafana repeats a name for a list; some clients separate by commas. */
function readSearch(params: URLSearchParams, userId: number | null): LibraryQuery {
  const list = (name: string) => params.getAll(name).flatMap((value) => value.split(','));
  const lists = { tag: params.getAll('tag'), folderUIDs: list('folderUIDs'), dashboardUIDs: list('dashboardUIDs') };
  const { tag, folderUIDs, dashboardUIDs, type, starred, deleted, ...others } = readFields(searchFields, {
    ...Object.fromEntries(params),
    ...lists,
  });
  for (const value of params.values()) storable(value, 'the search');
  return {
    ...others,
    tags: tag,
    folderUids: folderUIDs,
    uids: dashboardUIDs,
    userId,
    starred: starred === 'true',
    deleted: deleted === 'true',
    ...(type !== undefined && type !== '' && { type }),
  };
}
