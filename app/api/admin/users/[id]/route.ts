import { database } from '@/app/_server/database';
import { admitAdministrator, expectStanding, rowId } from '@/app/_server/personRequest';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { deleteUser } from '@/lib/db/users';

/** As Grafana's DELETE /api/admin/users/:id: the user with all sessions and tokens. */
export function DELETE(request: Request, { params }: RouteContext<'id'>): Promise<Response> {
  return answer(async () => {
    await admitAdministrator(request);
    expectStanding(await deleteUser(database(), rowId((await params).id, 'user')));
    return { message: 'User deleted' };
  });
}
