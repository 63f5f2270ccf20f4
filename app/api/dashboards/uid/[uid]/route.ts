import { database } from '@/app/_server/database';
import { dashboardBody } from '@/app/_server/grafanaBodies';
import { respondJson } from '@/app/_server/respond';
import { getDashboardByUid } from '@/lib/db/dashboards';

interface RouteContext {
  readonly params: Promise<{ readonly uid: string }>;
}

/** As Grafana's GET /api/dashboards/uid/:uid: the dashboard as it was saved, and what is known about it. */
export async function GET(_request: Request, { params }: RouteContext): Promise<Response> {
  const { uid } = await params;
  return respondJson(async () => {
    const stored = await getDashboardByUid(database(), uid);
    if (stored === null) return Response.json({ message: `Dashboard ${uid} not found` }, { status: 404 });
    return Response.json(dashboardBody(stored));
  });
}
