import { admit } from '@/app/_server/admit';
import { versionBody } from '@/app/_server/dashboardBodies';
import { database } from '@/app/_server/database';
import { knownUid } from '@/app/_server/knownUid';
import { RequestError } from '@/app/_server/requestError';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { getVersion } from '@/lib/db/dashboardVersions';

/** As Grafana's GET /api/dashboards/uid/:uid/versions/:version: one version with its JSON. */
export function GET(request: Request, { params }: RouteContext<'uid' | 'version'>): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Viewer');
    const { uid, version } = await params;
    if (!/^\d{1,9}$/.test(version)) throw new RequestError(400, 'the version must be a number');
    const found = await getVersion(database(), knownUid(uid), Number(version));
    return { ...versionBody(uid, found), data: { ...found.json, uid, version: found.version } };
  });
}
