import { z } from 'zod';
import { authenticator, clientAddress } from '@/app/_server/authentication';
import { denyRefused, refuseMisuse } from '@/app/_server/authorize';
import { readBody } from '@/app/_server/readBody';
import { respondJson } from '@/app/_server/respond';
import { beginSession } from '@/app/_server/sessionCookie';

const credentials = z.object({ user: z.string().max(300), password: z.string().max(1024) });

/** As Grafana's POST /login, which is rewritten to here: a user name or email and a password for a session. */
export async function POST(request: Request): Promise<Response> {
  const misuse = refuseMisuse(request);
  if (misuse !== undefined) return misuse;
  const read = await readBody(request, credentials);
  if (!read.ok) return read.response;
  const { user, password } = read.body;
  return respondJson(async () => {
    const check = await authenticator().checkPassword(user.trim(), password, clientAddress(request.headers));
    if (!check.ok) return denyRefused(check.reason).response;
    const cookie = await beginSession(check.user.id);
    return Response.json({ message: 'Logged in' }, { headers: { 'set-cookie': cookie, 'cache-control': 'no-store' } });
  });
}
