import { admit } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { knownUid } from '@/app/_server/knownUid';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { snapshotBody } from '@/app/_server/snapshotBodies';
import { deleteSnapshot, getSnapshot } from '@/lib/db/snapshots';

/** As Grafana's GET /api/snapshots/:key, for whoever may look at dashboards. */
export function GET(request: Request, { params }: RouteContext<'key'>): Promise<Response> {
  return answer(async () => {
    const visitor = await admit(request, 'Viewer');
    const key = knownUid((await params).key, 'snapshot-not-found');
    return snapshotBody(await getSnapshot(database(), key, new Date()), visitor);
  });
}

/** As Grafana's DELETE /api/snapshots/:key. */
export function DELETE(request: Request, { params }: RouteContext<'key'>): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Editor');
    const id = await deleteSnapshot(database(), knownUid((await params).key, 'snapshot-not-found'));
    return { message: 'Snapshot deleted.', id };
  });
}
