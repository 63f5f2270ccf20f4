import { admit } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { knownUid } from '@/app/_server/knownUid';
import { RequestError } from '@/app/_server/requestError';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { deleteSnapshotByDeleteKey } from '@/lib/db/snapshots';

/** As Grafana's GET /api/snapshots-delete/:deleteKey: the secret key, told once to who made the snapshot, is the right. */
export function GET(request: Request, { params }: RouteContext<'deleteKey'>): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Viewer');
    if (isNotMeant(request.headers)) throw new RequestError(403, 'Open the link itself to delete the snapshot.');
    const deleteKey = knownUid((await params).deleteKey, 'snapshot-not-found');
    const id = await deleteSnapshotByDeleteKey(database(), deleteKey);
    return { message: 'Snapshot deleted.', id };
  });
}

/** A browser that loads ahead what might be opened, or a page that has the link as an image, means no deletion. */
function isNotMeant(headers: Headers): boolean {
  const purpose = headers.get('sec-purpose') ?? headers.get('purpose') ?? '';
  return /prefetch|prerender/i.test(purpose) || headers.get('sec-fetch-mode') === 'no-cors';
}
