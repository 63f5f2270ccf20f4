import { authorize } from '@/app/_server/authorize';
import { database } from '@/app/_server/database';
import { standingAnswer } from '@/app/_server/peopleBodies';
import { idOf } from '@/app/_server/personRequest';
import { respondJson } from '@/app/_server/respond';
import { deleteUser } from '@/lib/db/users';

interface RouteContext {
  readonly params: Promise<{ readonly id: string }>;
}

/** As Grafana's DELETE /api/admin/users/:id: the user with all sessions and tokens. */
export async function DELETE(request: Request, { params }: RouteContext): Promise<Response> {
  return respondJson(async () => {
    const allowed = await authorize(request, 'Admin');
    if (!allowed.ok) return allowed.response;
    const id = idOf((await params).id);
    return standingAnswer(id === undefined ? 'not-found' : await deleteUser(database(), id), 'User deleted');
  });
}
