import { z } from 'zod';
import { database } from '@/app/_server/database';
import { userBody } from '@/app/_server/peopleBodies';
import { admitOwner, admitPerson, readForm } from '@/app/_server/personRequest';
import { RequestError } from '@/app/_server/requestError';
import { answer } from '@/app/_server/respond';
import { updateProfile } from '@/lib/db/users';
import { emailSchema, nameSchema } from '@/lib/people/rules';

const profile = z.object({ name: nameSchema, email: emailSchema });

/** As Grafana's GET /api/user: who asks. */
export function GET(request: Request): Promise<Response> {
  return answer(async () => userBody((await admitPerson(request, 'Viewer')).user));
}

/** As Grafana's PUT /api/user: one's own name and email. The user name stays. */
export function PUT(request: Request): Promise<Response> {
  return answer(async () => {
    const { user } = await admitOwner(request);
    const { name, email } = await readForm(request, profile);
    const saved = await updateProfile(database(), user.id, { name, email: email || null });
    if (saved === undefined) throw new RequestError(409, 'Somebody else has this email already.');
    return { message: 'User updated' };
  });
}
