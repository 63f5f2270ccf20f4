import { authorize } from '@/app/_server/authorize';
import { database } from '@/app/_server/database';
import { standingAnswer } from '@/app/_server/peopleBodies';
import { idOf } from '@/app/_server/personRequest';
import { respondJson } from '@/app/_server/respond';
import { changeStanding } from '@/lib/db/users';

interface RouteContext {
  readonly params: Promise<{ readonly id: string }>;
}

/** As Grafana's POST /api/admin/users/:id/disable: nobody can sign in as them, and their sessions end. */
export async function POST(request: Request, { params }: RouteContext): Promise<Response> {
  return respondJson(async () => {
    const allowed = await authorize(request, 'Admin');
    if (!allowed.ok) return allowed.response;
    const id = idOf((await params).id);
    const outcome = id === undefined ? 'not-found' : await changeStanding(database(), id, { disabled: true });
    return standingAnswer(outcome, 'User disabled');
  });
}
