import { admit } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { expectStanding, rowId } from '@/app/_server/personRequest';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { changeStanding } from '@/lib/db/users';

/** As Grafana's POST /api/admin/users/:id/enable: the opposite of disable. */
export function POST(request: Request, { params }: RouteContext<'id'>): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Admin');
    expectStanding(await changeStanding(database(), rowId((await params).id, 'user'), { disabled: false }));
    return { message: 'User enabled' };
  });
}
