import type { Dashboard } from '@/lib/dashboard/document';
import { getDashboardByUid, listDashboards } from '@/lib/db/dashboards';
import { readClassic } from '@/lib/grafana/classic';
import type { ImportWarning } from '@/lib/grafana/fieldReader';
import { database } from './database';

/** The dashboard at `/`. */
const HOME_UID = 'host';

export interface LoadedDashboard {
  readonly dashboard: Dashboard;
  readonly warnings: readonly ImportWarning[];
}

/** @returns undefined when there is none */
export async function loadDashboard(uid: string): Promise<LoadedDashboard | undefined> {
  const stored = await getDashboardByUid(database(), uid);
  if (stored === null) return undefined;
  const { dashboard, warnings } = readClassic(stored.json);
  return { dashboard: { ...dashboard, uid: stored.uid }, warnings };
}

/** The home dashboard, or the first there is. */
export async function loadHome(): Promise<LoadedDashboard | undefined> {
  const home = await loadDashboard(HOME_UID);
  if (home !== undefined) return home;
  const [first] = await listDashboards(database(), { limit: 1 });
  return first === undefined ? undefined : loadDashboard(first.uid);
}
