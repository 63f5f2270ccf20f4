import { z } from 'zod';
import { authenticator, clientAddress } from '@/app/_server/authentication';
import { denyRefused } from '@/app/_server/authorize';
import { database } from '@/app/_server/database';
import { authorizePerson } from '@/app/_server/personRequest';
import { readBody } from '@/app/_server/readBody';
import { respondJson } from '@/app/_server/respond';
import { sessionToken } from '@/app/_server/sessionCookie';
import { hashPassword } from '@/lib/auth/password';
import { setPasswordHash } from '@/lib/db/users';
import { passwordProblem, passwordSchema } from '@/lib/people/rules';

const change = z.object({
  oldPassword: z.string().max(1024),
  newPassword: passwordSchema,
  confirmNew: z.string().optional(),
});

/** As Grafana's PUT /api/user/password. One's other sessions end. */
export async function PUT(request: Request): Promise<Response> {
  return respondJson(async () => {
    const person = await authorizePerson(request, 'Viewer');
    if (!person.ok) return person.response;
    const read = await readBody(request, change);
    if (!read.ok) return read.response;
    const { oldPassword, newPassword, confirmNew = newPassword } = read.body;
    const { id, login } = person.user;
    if (confirmNew !== newPassword) return refuse(400, 'The new passwords differ.');
    const check = await authenticator().checkPassword(login, oldPassword, clientAddress(request.headers));
    if (!check.ok) {
      return check.reason === 'invalid' ? refuse(401, 'invalid old password') : denyRefused(check.reason).response;
    }
    const problem = passwordProblem(newPassword, login);
    if (problem !== undefined) return refuse(400, problem);
    await setPasswordHash(database(), id, await hashPassword(newPassword));
    await authenticator().sessions.endOthers(id, sessionToken(request));
    return Response.json({ message: 'User password changed' });
  });
}

function refuse(status: number, message: string): Response {
  return Response.json({ message }, { status });
}
