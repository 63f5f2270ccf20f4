import { ROOT_FOLDER } from '@/lib/api/folderUid';
import { hasRole, type Visitor } from '@/lib/api/visitor';
import { slugOf } from '@/lib/dashboard/dashboardPath';
import type { JsonObject } from '@/lib/dashboard/document';
import type { StoredFolder } from '@/lib/db/folders';

/** The address of a folder: `/dashboards/f/<uid>/<slug>`. */
export function folderPath({ uid, title }: Pick<StoredFolder, 'uid' | 'title'>): string {
  return `/dashboards/f/${encodeURIComponent(uid)}/${encodeURIComponent(slugOf(title))}`;
}

/** Element of Grafana's GET /api/folders, with address and version besides. */
export function folderSummary(folder: StoredFolder): JsonObject {
  const { id, uid, title, parentUid, version } = folder;
  return { id, uid, title, url: folderPath(folder), version, ...(parentUid !== null && { parentUid }) };
}

/** Answer of Grafana's GET /api/folders/:uid. `parents` come outermost first. */
export function folderBody(folder: StoredFolder, parents: readonly StoredFolder[], visitor: Visitor): JsonObject {
  const edits = hasRole(visitor, 'Editor');
  return {
    ...folderSummary(folder),
    orgId: 1,
    hasAcl: false,
    canSave: edits,
    canEdit: edits,
    canAdmin: hasRole(visitor, 'Admin'),
    canDelete: edits,
    createdBy: folder.createdBy,
    created: folder.createdAt.toISOString(),
    updatedBy: folder.updatedBy,
    updated: folder.updatedAt.toISOString(),
    ...(parents.length > 0 && { parents: parents.map(folderSummary) }),
  };
}

/** The root, which Grafana answers for the uid `general`. */
export function rootFolderBody(visitor: Visitor): JsonObject {
  const edits = hasRole(visitor, 'Editor');
  const can = { canSave: edits, canEdit: edits, canAdmin: hasRole(visitor, 'Admin'), canDelete: false };
  return {
    id: 0,
    uid: ROOT_FOLDER,
    orgId: 1,
    title: 'Dashboards',
    url: '/dashboards',
    version: 0,
    hasAcl: false,
    ...can,
  };
}
