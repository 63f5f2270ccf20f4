import { admit } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { knownUid } from '@/app/_server/knownUid';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { deleteSnapshotByDeleteKey } from '@/lib/db/snapshots';

/** As Grafana's GET /api/snapshots-delete/:deleteKey: the secret key, told once to who made the snapshot, is the right. */
export function GET(request: Request, { params }: RouteContext<'deleteKey'>): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Viewer');
    const deleteKey = knownUid((await params).deleteKey, 'snapshot-not-found');
    const id = await deleteSnapshotByDeleteKey(database(), deleteKey);
    return { message: 'Snapshot deleted.', id };
  });
}
