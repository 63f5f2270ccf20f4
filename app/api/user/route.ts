import { z } from 'zod';
import { database } from '@/app/_server/database';
import { userBody } from '@/app/_server/peopleBodies';
import { authorizePerson } from '@/app/_server/personRequest';
import { readBody } from '@/app/_server/readBody';
import { respondJson } from '@/app/_server/respond';
import { updateProfile } from '@/lib/db/users';
import { emailSchema, nameSchema } from '@/lib/people/rules';

const profile = z.object({ name: nameSchema, email: emailSchema });

/** As Grafana's GET /api/user: who asks. */
export async function GET(request: Request): Promise<Response> {
  return respondJson(async () => {
    const person = await authorizePerson(request, 'Viewer');
    if (!person.ok) return person.response;
    return Response.json(userBody(person.user), { headers: { 'cache-control': 'no-store' } });
  });
}

/** As Grafana's PUT /api/user: one's own name and email. The user name stays. */
export async function PUT(request: Request): Promise<Response> {
  return respondJson(async () => {
    const person = await authorizePerson(request, 'Viewer');
    if (!person.ok) return person.response;
    const read = await readBody(request, profile);
    if (!read.ok) return read.response;
    const { name, email } = read.body;
    const saved = await updateProfile(database(), person.user.id, { name, email: email || null });
    if (saved === undefined) return Response.json({ message: 'Email is already in use' }, { status: 409 });
    return Response.json({ message: 'User updated' });
  });
}
