import { z } from 'zod';
import { refuseMisuse } from '@/app/_server/authorize';
import { database } from '@/app/_server/database';
import { readBody } from '@/app/_server/readBody';
import { respondJson } from '@/app/_server/respond';
import { beginSession } from '@/app/_server/sessionCookie';
import { choosePassword, readPasswordLink } from '@/lib/auth/passwordLinks';
import { passwordProblem, passwordSchema } from '@/lib/people/rules';

const choice = z.object({ token: z.string().min(1).max(256), password: passwordSchema });

/** Chooses a password with a one-time link, and signs in. */
export async function POST(request: Request): Promise<Response> {
  const misuse = refuseMisuse(request);
  if (misuse !== undefined) return misuse;
  const read = await readBody(request, choice);
  if (!read.ok) return read.response;
  const { token, password } = read.body;
  return respondJson(async () => {
    const nowMs = Date.now();
    const invited = await readPasswordLink(database(), token, nowMs);
    if (invited === undefined) return spent();
    const problem = passwordProblem(password, invited.login);
    if (problem !== undefined) return Response.json({ message: problem }, { status: 400 });
    const user = await choosePassword(database(), { token, password, nowMs });
    if (user === undefined) return spent();
    const cookie = await beginSession(user.id);
    return Response.json(
      { message: 'Password set', login: user.login },
      { headers: { 'set-cookie': cookie, 'cache-control': 'no-store' } },
    );
  });
}

function spent(): Response {
  const message = 'This link was used already or has expired. Ask an administrator for another.';
  return Response.json({ message }, { status: 410 });
}
