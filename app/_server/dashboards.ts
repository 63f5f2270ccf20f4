import type { StoredInfo } from '@/components/dashboard/editor/EditorContext';
import type { Dashboard } from '@/lib/dashboard/document';
import { getDashboardByUid, listDashboards } from '@/lib/db/dashboards';
import { listFolders } from '@/lib/db/folders';
import { readClassic } from '@/lib/grafana/classic';
import type { ImportWarning } from '@/lib/grafana/fieldReader';
import { currentVisitor } from './authorize';
import { database } from './database';

/** The dashboard at `/`. */
const HOME_UID = 'host';

export interface LoadedDashboard {
  readonly dashboard: Dashboard;
  readonly warnings: readonly ImportWarning[];
  readonly info: StoredInfo;
}

/** For whoever may look; others are sent to sign in. @returns undefined when there is none */
export async function loadDashboard(uid: string): Promise<LoadedDashboard | undefined> {
  await currentVisitor();
  const stored = await getDashboardByUid(database(), uid);
  if (stored === null) return undefined;
  const { dashboard, warnings } = readClassic(stored.json);
  const { version, folderUid } = stored;
  const info = { uid: stored.uid, version, ...(await placeOf(folderUid)) };
  return { dashboard: { ...dashboard, uid: stored.uid }, warnings, info };
}

/** What `StoredInfo` says about a folder; outside of folders for one that is not there. */
export async function placeOf(folderUid: string | null): Promise<Pick<StoredInfo, 'folderUid' | 'folderTitle'>> {
  const folders = folderUid === null ? [] : await listFolders(database());
  const folder = folders.find(({ uid }) => uid === folderUid);
  return { folderUid: folder?.uid ?? '', folderTitle: folder?.title ?? '' };
}

/** The home dashboard, or the first there is. */
export async function loadHome(): Promise<LoadedDashboard | undefined> {
  await currentVisitor();
  const uid = await homeUid();
  return uid === undefined ? undefined : loadDashboard(uid);
}

/** uid of the dashboard at `/`; undefined while there is none at all. */
export async function homeUid(): Promise<string | undefined> {
  if ((await getDashboardByUid(database(), HOME_UID)) !== null) return HOME_UID;
  const [first] = await listDashboards(database(), { limit: 1 });
  return first?.uid;
}
