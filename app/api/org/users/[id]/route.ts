import { z } from 'zod';
import { authorize } from '@/app/_server/authorize';
import { database } from '@/app/_server/database';
import { standingAnswer } from '@/app/_server/peopleBodies';
import { idOf } from '@/app/_server/personRequest';
import { readBody } from '@/app/_server/readBody';
import { respondJson } from '@/app/_server/respond';
import { changeStanding } from '@/lib/db/users';
import { roleSchema } from '@/lib/people/rules';

interface RouteContext {
  readonly params: Promise<{ readonly id: string }>;
}

const change = z.object({ role: roleSchema });

/** As Grafana's PATCH /api/org/users/:id: another role. */
export async function PATCH(request: Request, { params }: RouteContext): Promise<Response> {
  return respondJson(async () => {
    const allowed = await authorize(request, 'Admin');
    if (!allowed.ok) return allowed.response;
    const read = await readBody(request, change);
    if (!read.ok) return read.response;
    const id = idOf((await params).id);
    const outcome = id === undefined ? 'not-found' : await changeStanding(database(), id, { role: read.body.role });
    return standingAnswer(outcome, 'Organization user updated');
  });
}
