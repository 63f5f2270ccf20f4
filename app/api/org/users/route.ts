import { admit } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { orgUserBody } from '@/app/_server/peopleBodies';
import { answer } from '@/app/_server/respond';
import { listUsers } from '@/lib/db/users';

/** As Grafana's GET /api/org/users: everybody, for administrators. */
export function GET(request: Request): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Admin');
    return (await listUsers(database())).map(orgUserBody);
  });
}
