import { z } from 'zod';
import { admit } from '@/app/_server/admit';
import { savedBody } from '@/app/_server/dashboardBodies';
import { database } from '@/app/_server/database';
import { knownUid } from '@/app/_server/knownUid';
import { readFields, readJsonObject } from '@/app/_server/readBody';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { restoreVersion } from '@/lib/db/saveDashboard';

const restoreFields = z.object({ version: z.number().int().min(1).max(2_000_000_000) });

/** As Grafana's POST /api/dashboards/uid/:uid/restore: saves an earlier version as a new one. */
export function POST(request: Request, { params }: RouteContext<'uid'>): Promise<Response> {
  return answer(async () => {
    const { login } = await admit(request, 'Editor');
    const { version } = readFields(restoreFields, await readJsonObject(request, 10_000));
    const uid = knownUid((await params).uid);
    return savedBody(await restoreVersion(database(), { uid, version, login }));
  });
}
