import { admit } from '@/app/_server/admit';
import { savedBody } from '@/app/_server/dashboardBodies';
import { database } from '@/app/_server/database';
import { readJsonObject } from '@/app/_server/readBody';
import { answer } from '@/app/_server/respond';
import { MAX_DASHBOARD_BYTES, readSave } from '@/app/_server/saveRequest';
import { saveDashboard } from '@/lib/db/saveDashboard';

/**
 * As Grafana's POST /api/dashboards/db: creates a dashboard or saves a new version. It differs in two points that lose
 * work there: without `folderUid` a dashboard stays in its folder, and `dashboard.id` is passed over, as it names
 * another dashboard in every installation.
 */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    const visitor = await admit(request, 'Editor');
    const save = readSave(await readJsonObject(request, MAX_DASHBOARD_BYTES), visitor.login);
    return savedBody(await saveDashboard(database(), save));
  });
}
