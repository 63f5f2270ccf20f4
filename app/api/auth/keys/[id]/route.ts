import { database } from '@/app/_server/database';
import { admitOwner, rowId } from '@/app/_server/personRequest';
import { RequestError } from '@/app/_server/requestError';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { deleteApiToken } from '@/lib/db/apiTokens';

/** As Grafana's DELETE /api/auth/keys/:id: one of one's own tokens stops working. */
export function DELETE(request: Request, { params }: RouteContext<'id'>): Promise<Response> {
  return answer(async () => {
    const { user } = await admitOwner(request);
    const found = await deleteApiToken(database(), user.id, rowId((await params).id, 'API key'));
    if (!found) throw new RequestError(404, 'API key not found');
    return { message: 'API key deleted' };
  });
}
