import { readCookie } from '@/lib/auth/credential';
import { MAX_SESSION_MS, SESSION_COOKIE } from '@/lib/auth/sessions';
import type { JsonObject } from '@/lib/dashboard/document';
import { authenticator, authSettings } from './authentication';
import { answer } from './respond';

/** As `answer`, for what changes whose session the browser holds: `cookie` is of `beginSession` or `endSession`. */
export async function answerWithCookie(
  work: () => Promise<{ readonly body: JsonObject; readonly cookie: string }>,
): Promise<Response> {
  let given: string | undefined;
  const response = await answer(async () => {
    const { body, cookie } = await work();
    given = cookie;
    return body;
  });
  if (given !== undefined) response.headers.append('set-cookie', given);
  return response;
}

/** Begins a session; @returns the value of the Set-Cookie header that gives it to the browser. */
export async function beginSession(userId: number): Promise<string> {
  return setCookie(await authenticator().sessions.begin(userId), MAX_SESSION_MS / 1000);
}

/** Ends the session of a request, if it has one; @returns the value of the Set-Cookie header that removes it. */
export async function endSession(request: Request): Promise<string> {
  const token = sessionToken(request);
  if (token !== undefined) await authenticator().sessions.end(token);
  return setCookie('', 0);
}

export function sessionToken(request: Request): string | undefined {
  return readCookie(request.headers.get('cookie') ?? '', SESSION_COOKIE);
}

function setCookie(value: string, maxAgeSeconds: number): string {
  const secure = authSettings().externalUrl?.startsWith('https:') ? '; Secure' : '';
  return `${SESSION_COOKIE}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}
