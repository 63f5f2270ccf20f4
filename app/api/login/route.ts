import { z } from 'zod';
import { authenticator, clientAddress } from '@/app/_server/authentication';
import { refuseMisuse } from '@/app/_server/authorize';
import { readForm, refused } from '@/app/_server/personRequest';
import { answerWithCookie, beginSession } from '@/app/_server/sessionCookie';

const credentials = z.object({ user: z.string().max(300), password: z.string().max(1024) });

/** As Grafana's POST /login, which is rewritten to here: a user name or email and a password for a session. */
export async function POST(request: Request): Promise<Response> {
  const misuse = refuseMisuse(request);
  if (misuse !== undefined) return misuse;
  return answerWithCookie(async () => {
    const { user, password } = await readForm(request, credentials);
    const check = await authenticator().checkPassword(user.trim(), password, clientAddress(request.headers));
    if (!check.ok) throw refused(check.reason);
    return { body: { message: 'Logged in' }, cookie: await beginSession(check.user.id) };
  });
}
