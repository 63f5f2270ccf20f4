/** Who may call which route. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasRole, type Role } from '@/lib/api/visitor';
import { isFromElsewhere } from '@/lib/auth/sameOrigin';
import { HostPolicy } from '@/lib/net/hostPolicy.mjs';
import { ApiError } from './apiError';
import type { Readiness } from './deps';

/** `read`: shows. `write`: sends samples. `admin`: changes how the collector runs. */
export type Access = 'read' | 'write' | 'admin';

const WANTED: Readonly<Record<Access, Role>> = { read: 'Viewer', write: 'Editor', admin: 'Admin' };

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route that does not say counts as `admin`. */
    access?: Access;
    /** The route needs the store: before the collector is ready it answers 503. */
    needsStore?: boolean;
  }
}

/** Who sends a request, as far as its credential says. */
export type Sender =
  | { readonly type: 'known'; readonly role: Role }
  | { readonly type: 'anonymous'; readonly role: Role }
  /** No credential, and anonymous visitors have no role. */
  | { readonly type: 'none' }
  | { readonly type: 'refused'; readonly reason: 'invalid' | 'too-many-attempts' | 'busy' };

/** Tells visitors apart by session cookie, Basic or Bearer credential. */
export interface Gatekeeper {
  /** `address` is the client's. Rejects when that cannot be found out now. */
  identify(headers: FastifyRequest['headers'], address: string): Promise<Sender>;
}

export interface AccessRules {
  /** Undefined on a port that only this machine reaches: whoever calls it may do everything. */
  readonly gatekeeper: Gatekeeper | undefined;
  /** Host names, besides the loopback names, that requests without a credential may carry in Host and Origin. */
  readonly allowedHosts: readonly string[];
  /** Authority of the web app's public address. */
  readonly externalHost: string | undefined;
  readonly readiness: () => Readiness;
}

/** Checks every request before its body is read. Throws ApiError. */
export function guardRequests(app: FastifyInstance, rules: AccessRules): void {
  const policy = new HostPolicy(rules.allowedHosts);
  const requireOwnHost = (request: FastifyRequest) => {
    const verdict = policy.check(request.headers);
    if (!verdict.ok) throw new ApiError('forbidden', verdict.message);
  };
  app.addHook('onRequest', async (request, reply) => {
    const { access = 'admin', needsStore = false } = request.routeOptions.config;
    if (rules.gatekeeper === undefined) requireOwnHost(request);
    else {
      const sender = await identify(rules.gatekeeper, request);
      if (sender.type === 'none' || sender.type === 'refused') throw notAdmitted(sender, request, reply);
      // A name that an attacker points at us has none of our cookies: only who needs no credential needs this check.
      if (sender.type === 'anonymous') requireOwnHost(request);
      else requireOwnPages(request, rules.externalHost);
      if (!request.is404 && !hasRole(sender, WANTED[access])) throw mayNot(sender.role, access);
    }
    if (!needsStore) return;
    const state = rules.readiness();
    if (state.ready) return;
    // It is a matter of seconds.
    reply.header('retry-after', '1');
    throw new ApiError('unavailable', state.reason);
  });
}

function identify(gatekeeper: Gatekeeper, request: FastifyRequest): Promise<Sender> {
  return gatekeeper.identify(request.headers, clientAddress(request)).catch(() => {
    throw new ApiError('unavailable', 'the database does not answer, so your credential cannot be checked');
  });
}

/** What the web server wrote, which is the only caller of the gate; on the own port what the socket says. */
function clientAddress({ headers, socket }: FastifyRequest): string {
  const peer = socket.remoteAddress ?? 'unknown';
  const isLocal = /^(::1$|(::ffff:)?127\.)/.test(peer);
  const forwarded = headers['x-forwarded-for'];
  return isLocal && typeof forwarded === 'string' ? forwarded : peer;
}

/** A page of another origin may lead here, but not act with a visitor's credential. */
function requireOwnPages({ headers, method }: FastifyRequest, externalHost: string | undefined): void {
  const source = { get: (name: string) => headers[name]?.toString() };
  const isVisit = method === 'GET' && headers['sec-fetch-mode'] === 'navigate';
  if (!isVisit && isFromElsewhere(source, externalHost)) {
    throw new ApiError('forbidden', 'a page of another origin may not use the collector');
  }
}

function notAdmitted(
  sender: Extract<Sender, { type: 'none' | 'refused' }>,
  { headers }: FastifyRequest,
  reply: FastifyReply,
): ApiError {
  if (sender.type === 'refused' && sender.reason !== 'invalid') {
    reply.header('retry-after', sender.reason === 'busy' ? '5' : '300');
    return new ApiError('unavailable', 'too many wrong passwords; wait a few minutes and try again', 429);
  }
  // A page's own requests must not make the browser ask for a password in a window of its own.
  const mode = headers['sec-fetch-mode'] ?? 'navigate';
  if (mode === 'navigate') reply.header('www-authenticate', 'Basic realm="Belvedere", charset="UTF-8"');
  const words =
    sender.type === 'none' ? 'sign in, or send Basic or Bearer credentials' : 'invalid user name, password or token';
  return new ApiError('unauthorized', words);
}

function mayNot(role: Role, access: Access): ApiError {
  const what = { read: 'read', write: 'send samples', admin: 'administer the collector' }[access];
  return new ApiError('forbidden', `the role ${role} may not ${what}; it takes ${WANTED[access]}`);
}
