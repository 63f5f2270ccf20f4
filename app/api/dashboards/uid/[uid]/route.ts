import { admit } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { findDashboard } from '@/app/_server/findDashboard';
import { knownUid } from '@/app/_server/knownUid';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { trashDashboard } from '@/lib/db/trash';

/** As Grafana's GET /api/dashboards/uid/:uid: the dashboard as it was saved, and what is known about it. */
export function GET(request: Request, { params }: RouteContext<'uid'>): Promise<Response> {
  return answer(async () => {
    const visitor = await admit(request, 'Viewer');
    return findDashboard(knownUid((await params).uid), visitor);
  });
}

/** As Grafana's DELETE /api/dashboards/uid/:uid: into the trash. */
export function DELETE(request: Request, { params }: RouteContext<'uid'>): Promise<Response> {
  return answer(async () => {
    const { login } = await admit(request, 'Editor');
    const uid = knownUid((await params).uid);
    const { id, title } = await trashDashboard(database(), { uid, login, now: new Date() });
    return { title, message: `Dashboard ${title} deleted`, id, uid };
  });
}
