import { z } from 'zod';
import { admit } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { knownUid } from '@/app/_server/knownUid';
import { readFields, readJsonObject } from '@/app/_server/readBody';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { folderField } from '@/app/_server/saveRequest';
import { purgeDashboard, untrashDashboard } from '@/lib/db/trash';

const restoreFields = z.object({ folderUid: folderField.optional() });

/** As Grafana's PATCH /api/dashboards/uid/:uid/trash: out of the trash, into `folderUid` or where it was. */
export function PATCH(request: Request, { params }: RouteContext<'uid'>): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Editor');
    const { folderUid } = readFields(restoreFields, await readJsonObject(request, 10_000));
    const uid = knownUid((await params).uid);
    const { id, title } = await untrashDashboard(database(), { uid, folderUid });
    return { title, message: `Dashboard ${title} restored`, id, uid };
  });
}

/** As Grafana's DELETE /api/dashboards/uid/:uid/trash: for good. */
export function DELETE(request: Request, { params }: RouteContext<'uid'>): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Editor');
    const uid = knownUid((await params).uid);
    const { id, title } = await purgeDashboard(database(), uid);
    return { title, message: `Dashboard ${title} deleted`, id, uid };
  });
}
