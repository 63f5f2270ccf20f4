import { dashboardPath } from '@/lib/dashboard/dashboardPath';
import type { JsonObject } from '@/lib/dashboard/document';
import type { LibraryHit } from '@/lib/db/searchLibrary';
import { leavesTrashAt } from '@/lib/db/trash';
import { slugOfPath } from './dashboardBodies';
import { folderPath } from './folderBodies';

/** One element of the answer of Grafana's GET /api/search, with the times besides. */
export function searchHit(hit: LibraryHit): JsonObject {
  const url = hit.type === 'dash-folder' ? folderPath(hit) : dashboardPath(hit);
  return {
    id: hit.id,
    orgId: 1,
    uid: hit.uid,
    title: hit.title,
    uri: `db/${slugOfPath(dashboardPath(hit))}`,
    url,
    slug: '',
    type: hit.type,
    tags: hit.tags,
    isStarred: hit.isStarred,
    sortMeta: 0,
    updated: hit.updatedAt.toISOString(),
    isDeleted: hit.deletedAt !== null,
    ...placeOf(hit),
    ...(hit.deletedAt !== null && {
      deleted: hit.deletedAt.toISOString(),
      permanentlyDeleteDate: leavesTrashAt(hit.deletedAt).toISOString(),
    }),
  };
}

function placeOf({ folderUid, folderTitle }: LibraryHit): JsonObject {
  if (folderUid === null) return {};
  const title = folderTitle ?? '';
  return { folderUid, folderTitle: title, folderUrl: folderPath({ uid: folderUid, title }) };
}
