import { z } from 'zod';
import { refuseMisuse } from '@/app/_server/authorize';
import { database } from '@/app/_server/database';
import { expectNoProblem, readForm } from '@/app/_server/personRequest';
import { RequestError } from '@/app/_server/requestError';
import { answerWithCookie, beginSession } from '@/app/_server/sessionCookie';
import { choosePassword, readPasswordLink } from '@/lib/auth/passwordLinks';
import { passwordProblem, passwordSchema } from '@/lib/people/rules';

const choice = z.object({ token: z.string().min(1).max(256), password: passwordSchema });

/** Chooses a password with a one-time link, and signs in. */
export async function POST(request: Request): Promise<Response> {
  const misuse = refuseMisuse(request);
  if (misuse !== undefined) return misuse;
  return answerWithCookie(async () => {
    const { token, password } = await readForm(request, choice);
    const nowMs = Date.now();
    const invited = await readPasswordLink(database(), token, nowMs);
    if (invited === undefined) throw spent();
    expectNoProblem(passwordProblem(password, invited.login));
    const user = await choosePassword(database(), { token, password, nowMs });
    if (user === undefined) throw spent();
    return { body: { message: 'Password set', login: user.login }, cookie: await beginSession(user.id) };
  });
}

function spent(): RequestError {
  return new RequestError(410, 'This link was used already or has expired. Ask an administrator for another.');
}
