import { z } from 'zod';
import { authenticator, clientAddress } from '@/app/_server/authentication';
import { database } from '@/app/_server/database';
import { admitOwner, expectNoProblem, readForm, refused } from '@/app/_server/personRequest';
import { RequestError } from '@/app/_server/requestError';
import { answer } from '@/app/_server/respond';
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
export function PUT(request: Request): Promise<Response> {
  return answer(async () => {
    const { user } = await admitOwner(request);
    const { oldPassword, newPassword, confirmNew = newPassword } = await readForm(request, change);
    if (confirmNew !== newPassword) throw new RequestError(400, 'The new passwords differ.');
    const check = await authenticator().checkPassword(user.login, oldPassword, clientAddress(request.headers));
    if (!check.ok) {
      throw check.reason === 'invalid' ? new RequestError(401, 'invalid old password') : refused(check.reason);
    }
    expectNoProblem(passwordProblem(newPassword, user.login));
    await setPasswordHash(database(), user.id, await hashPassword(newPassword));
    await authenticator().sessions.endOthers(user.id, sessionToken(request));
    return { message: 'User password changed' };
  });
}
