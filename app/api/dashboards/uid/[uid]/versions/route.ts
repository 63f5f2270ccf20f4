import { z } from 'zod';
import { admit } from '@/app/_server/admit';
import { versionBody } from '@/app/_server/dashboardBodies';
import { database } from '@/app/_server/database';
import { knownUid } from '@/app/_server/knownUid';
import { readFields } from '@/app/_server/readBody';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { listVersions } from '@/lib/db/dashboardVersions';

/** As in Grafana, a limit that is no limit is the default. */
const listFields = z.object({
  limit: z.coerce.number().int().min(1).max(1000).catch(1000),
  start: z.coerce.number().int().min(0).max(2_000_000_000).catch(0),
});

/** As Grafana's GET /api/dashboards/uid/:uid/versions: newest first; `start` continues a list below that version. */
export function GET(request: Request, { params }: RouteContext<'uid'>): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Viewer');
    const uid = knownUid((await params).uid);
    const { limit, start } = readFields(listFields, Object.fromEntries(new URL(request.url).searchParams));
    const versions = await listVersions(database(), uid, { limit, before: start });
    return { continueToken: '', versions: versions.map((version) => versionBody(uid, version)) };
  });
}
