import { z } from 'zod';
import { database } from '@/app/_server/database';
import { admitAdministrator, expectStanding, readForm, rowId } from '@/app/_server/personRequest';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { changeStanding } from '@/lib/db/users';
import { roleSchema } from '@/lib/people/rules';

const change = z.object({ role: roleSchema });

/** As Grafana's PATCH /api/org/users/:id: another role. */
export function PATCH(request: Request, { params }: RouteContext<'id'>): Promise<Response> {
  return answer(async () => {
    await admitAdministrator(request);
    const { role } = await readForm(request, change);
    expectStanding(await changeStanding(database(), rowId((await params).id, 'user'), { role }));
    return { message: 'Organization user updated' };
  });
}
