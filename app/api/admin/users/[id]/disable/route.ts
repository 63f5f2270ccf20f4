import { database } from '@/app/_server/database';
import { admitAdministrator, expectStanding, rowId } from '@/app/_server/personRequest';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { changeStanding } from '@/lib/db/users';

/** As Grafana's POST /api/admin/users/:id/disable: nobody can sign in as them, and their sessions end. */
export function POST(request: Request, { params }: RouteContext<'id'>): Promise<Response> {
  return answer(async () => {
    await admitAdministrator(request);
    expectStanding(await changeStanding(database(), rowId((await params).id, 'user'), { disabled: true }));
    return { message: 'User disabled' };
  });
}
