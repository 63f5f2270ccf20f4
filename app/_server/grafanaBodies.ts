import { dashboardPath } from '@/lib/dashboard/dashboardPath';
import type { JsonObject } from '@/lib/dashboard/document';
import type { DashboardSummary, StoredDashboard } from '@/lib/db/dashboards';

/** Answer of Grafana's GET /api/dashboards/uid/:uid. */
export function dashboardBody(stored: StoredDashboard): JsonObject {
  const path = dashboardPath(stored);
  return {
    meta: {
      type: 'db',
      canSave: false,
      canEdit: false,
      canAdmin: false,
      canStar: false,
      canDelete: false,
      slug: path.split('/')[3] ?? '',
      url: path,
      expires: '0001-01-01T00:00:00Z',
      created: stored.createdAt.toISOString(),
      updated: stored.updatedAt.toISOString(),
      version: stored.version,
      isFolder: false,
      folderUid: stored.folderUid ?? '',
      folderTitle: 'General',
      provisioned: false,
    },
    dashboard: { ...stored.json, uid: stored.uid, version: stored.version },
  };
}

/** One element of the answer of Grafana's GET /api/search. */
export function searchHit(summary: DashboardSummary): JsonObject {
  return {
    uid: summary.uid,
    title: summary.title,
    uri: `db/${dashboardPath(summary).split('/')[3] ?? ''}`,
    url: dashboardPath(summary),
    type: 'dash-db',
    tags: summary.tags,
    isStarred: false,
    ...(summary.folderUid === null ? {} : { folderUid: summary.folderUid }),
  };
}
