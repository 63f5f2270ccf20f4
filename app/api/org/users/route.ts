import { authorize } from '@/app/_server/authorize';
import { database } from '@/app/_server/database';
import { orgUserBody } from '@/app/_server/peopleBodies';
import { respondJson } from '@/app/_server/respond';
import { listUsers } from '@/lib/db/users';

/** As Grafana's GET /api/org/users: everybody, for administrators. */
export async function GET(request: Request): Promise<Response> {
  return respondJson(async () => {
    const allowed = await authorize(request, 'Admin');
    if (!allowed.ok) return allowed.response;
    const users = await listUsers(database());
    return Response.json(users.map(orgUserBody), { headers: { 'cache-control': 'no-store' } });
  });
}
