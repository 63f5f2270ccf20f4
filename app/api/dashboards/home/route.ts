import { admit } from '@/app/_server/admit';
import { homeUid } from '@/app/_server/dashboards';
import { findDashboard } from '@/app/_server/findDashboard';
import { isJsonObject } from '@/app/_server/readBody';
import { answer } from '@/app/_server/respond';

/** As Grafana's GET /api/dashboards/home: the dashboard at `/`. */
export function GET(request: Request): Promise<Response> {
  return answer(async () => {
    const visitor = await admit(request, 'Viewer');
    const body = await findDashboard((await homeUid()) ?? '', visitor);
    const meta = body['meta'];
    return { ...body, meta: { ...(isJsonObject(meta) ? meta : {}), isHome: true } };
  });
}
