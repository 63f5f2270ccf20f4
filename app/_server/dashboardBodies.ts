import { hasRole, type Visitor } from '@/lib/api/visitor';
import { dashboardPath } from '@/lib/dashboard/dashboardPath';
import type { JsonObject } from '@/lib/dashboard/document';
import type { StoredDashboard } from '@/lib/db/dashboards';
import type { VersionSummary } from '@/lib/db/dashboardVersions';
import type { StoredFolder } from '@/lib/db/folders';
import type { SavedDashboard } from '@/lib/db/saveDashboard';
import { folderPath } from './folderBodies';

/** Go's zero time, which Grafana says for never. */
export const NEVER = '0001-01-01T00:00:00Z';

export interface DashboardContext {
  readonly visitor: Visitor;
  /** The folder it lies in; null at the root. */
  readonly folder: StoredFolder | null;
  readonly isStarred: boolean;
}

/** Answer of Grafana's GET /api/dashboards/uid/:uid. */
export function dashboardBody(stored: StoredDashboard, context: DashboardContext): JsonObject {
  const { id, uid, version, json } = stored;
  return { meta: metaOf(stored, context), dashboard: { ...json, id, uid, version } };
}

function metaOf(stored: StoredDashboard, { visitor, folder, isStarred }: DashboardContext): JsonObject {
  const edits = hasRole(visitor, 'Editor');
  return {
    type: 'db',
    canSave: edits,
    canEdit: edits,
    canAdmin: hasRole(visitor, 'Admin'),
    canStar: visitor.userId !== null,
    canDelete: edits,
    isStarred,
    slug: slugOfPath(dashboardPath(stored)),
    url: dashboardPath(stored),
    expires: NEVER,
    created: stored.createdAt.toISOString(),
    updated: stored.updatedAt.toISOString(),
    createdBy: stored.createdBy,
    updatedBy: stored.updatedBy,
    version: stored.version,
    hasAcl: false,
    isFolder: false,
    folderId: folder?.id ?? 0,
    folderUid: folder?.uid ?? '',
    folderTitle: folder?.title ?? 'Dashboards',
    folderUrl: folder === null ? '' : folderPath(folder),
    provisioned: false,
    provisionedExternalId: '',
  };
}

/** Answer of Grafana's POST /api/dashboards/db, and of restoring a version. */
export function savedBody(saved: SavedDashboard): JsonObject {
  const { id, uid, version, folderUid } = saved;
  const url = dashboardPath(saved);
  return { id, uid, url, status: 'success', version, slug: slugOfPath(url), folderUid: folderUid ?? '' };
}

/** One element of the answer of Grafana's GET /api/dashboards/uid/:uid/versions. */
export function versionBody(uid: string, version: VersionSummary): JsonObject {
  return {
    id: version.id,
    dashboardId: version.dashboardId,
    uid,
    parentVersion: version.version - 1,
    restoredFrom: version.restored,
    version: version.version,
    created: version.createdAt.toISOString(),
    createdBy: version.createdBy,
    message: version.message,
  };
}

/** `/d/uid/slug` → `slug`. */
export function slugOfPath(path: string): string {
  return path.split('/')[3] ?? '';
}
