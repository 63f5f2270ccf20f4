import { headers as requestHeaders } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { hasRole, type Role, type Visitor } from '@/lib/api/visitor';
import type { Authentication, Means, Refusal } from '@/lib/auth/authenticator';
import { isFromElsewhere } from '@/lib/auth/sameOrigin';
import { authenticator, authSettings, clientAddress } from './authentication';

export type Authorization =
  | { readonly ok: true; readonly visitor: Visitor; readonly means: Means }
  | { readonly ok: false; readonly response: Response };

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether the sender of a request may do what needs the role `wanted`; if not, the answer to give, in Grafana's words.
 * Call it before the body is read. Requests that change something must come from our own pages or from a program, and
 * bring JSON.
 */
export async function authorize(request: Request, wanted: Role): Promise<Authorization> {
  const misuse = refuseMisuse(request);
  if (misuse !== undefined) return { ok: false, response: misuse };
  let found: Authentication;
  try {
    found = await authenticator().authenticate(request.headers, clientAddress(request.headers));
  } catch (error) {
    console.error('a request could not be authenticated', error);
    return deny(503, 'The database does not answer. /api/health tells whether it is back.');
  }
  if (found.type === 'none') return deny(401, 'Unauthorized');
  if (found.type === 'refused') return denyRefused(found.reason);
  if (hasRole(found.visitor, wanted)) return { ok: true, visitor: found.visitor, means: found.means };
  if (found.means === 'anonymous') return deny(401, 'Unauthorized');
  return deny(403, `You'll need the role ${wanted} for this; yours is ${found.visitor.role}.`);
}

/** Who asked for the page that is being rendered; null when visitors must sign in and this one has not. */
export const findVisitor = cache(async (): Promise<Visitor | null> => {
  const list = await requestHeaders();
  const found = await authenticator().authenticate(list, clientAddress(list));
  return found.type === 'visitor' ? found.visitor : null;
});

/** For the frame around every page, the sign-in page and the one that tells of a lost database included. */
export async function pageVisitor(): Promise<Visitor> {
  const visitor = await findVisitor().catch(() => null);
  return visitor ?? { userId: null, login: '', name: '', email: '', role: 'Viewer' };
}

/** Who asked for the page. Sends visitors who must sign in to the sign-in page, and back afterwards. */
export async function currentVisitor(): Promise<Visitor> {
  const visitor = await findVisitor();
  if (visitor !== null) return visitor;
  const path = (await requestHeaders()).get('x-belvedere-path') ?? '/';
  redirect(`/login?redirectTo=${encodeURIComponent(path)}`);
}

/** The answer to a changing request that a page of another origin may have sent; undefined when it is in order. */
export function refuseMisuse(request: Request): Response | undefined {
  const { method, headers } = request;
  if (SAFE_METHODS.includes(method)) return undefined;
  if (isFromElsewhere(headers, externalHost())) return message(403, 'origin not allowed');
  if (hasBody(headers) && !isJson(headers.get('content-type') ?? '')) {
    return message(415, 'The body must be JSON: send Content-Type: application/json.');
  }
  return undefined;
}

function externalHost(): string | undefined {
  const { externalUrl } = authSettings();
  return externalUrl !== undefined && URL.canParse(externalUrl) ? new URL(externalUrl).host : undefined;
}

function hasBody(headers: Headers): boolean {
  return headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > 0;
}

function isJson(contentType: string): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType);
}

export function denyRefused(reason: Refusal): Authorization & { ok: false } {
  if (reason === 'invalid') return deny(401, 'Invalid username or password');
  const what = reason === 'busy' ? 'Too many sign-ins at this moment' : 'Too many wrong passwords';
  return deny(429, `${what}. Wait a few minutes and try again.`, { 'retry-after': reason === 'busy' ? '5' : '300' });
}

function deny(status: number, text: string, headers: Record<string, string> = {}): Authorization & { ok: false } {
  return { ok: false, response: message(status, text, headers) };
}

function message(status: number, text: string, headers: Record<string, string> = {}): Response {
  return Response.json({ message: text }, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
