import type { Visitor } from '@/lib/api/visitor';
import type { JsonObject } from '@/lib/dashboard/document';
import { getDashboardByUid, type StoredDashboard } from '@/lib/db/dashboards';
import { getFolder } from '@/lib/db/folders';
import { LibraryError } from '@/lib/db/libraryError';
import { hasStar } from '@/lib/db/stars';
import { userIdOf } from './admit';
import { dashboardBody } from './dashboardBodies';
import { database } from './database';

/** A dashboard as Grafana's API tells it to this visitor. @throws LibraryError `dashboard-not-found` */
export async function findDashboard(uid: string, visitor: Visitor): Promise<JsonObject> {
  const stored = await getDashboardByUid(database(), uid);
  if (stored === null) throw new LibraryError('dashboard-not-found');
  return describeDashboard(stored, visitor);
}

async function describeDashboard(stored: StoredDashboard, visitor: Visitor): Promise<JsonObject> {
  const userId = userIdOf(visitor);
  const [folder, isStarred] = await Promise.all([
    stored.folderUid === null ? null : getFolder(database(), stored.folderUid),
    userId === null ? false : hasStar(database(), userId, stored.id),
  ]);
  return dashboardBody(stored, { visitor, folder, isStarred });
}
