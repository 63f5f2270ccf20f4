import { refuseMisuse } from '@/app/_server/authorize';
import { respondJson } from '@/app/_server/respond';
import { endSession } from '@/app/_server/sessionCookie';

/** Ends the session of the browser that asks; without one there is nothing to do. */
export async function POST(request: Request): Promise<Response> {
  const misuse = refuseMisuse(request);
  if (misuse !== undefined) return misuse;
  return respondJson(async () => {
    const cookie = await endSession(request);
    return Response.json({ message: 'Logged out' }, { headers: { 'set-cookie': cookie, 'cache-control': 'no-store' } });
  });
}
