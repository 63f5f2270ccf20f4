import { refuseMisuse } from '@/app/_server/authorize';
import { answerWithCookie, endSession } from '@/app/_server/sessionCookie';

/** Ends the session of the browser that asks; without one there is nothing to do. */
export async function POST(request: Request): Promise<Response> {
  const misuse = refuseMisuse(request);
  if (misuse !== undefined) return misuse;
  return answerWithCookie(async () => ({ body: { message: 'Logged out' }, cookie: await endSession(request) }));
}
