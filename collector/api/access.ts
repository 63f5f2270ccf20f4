/** Who may call which route. */
import type { FastifyInstance } from 'fastify';
import { ApiError } from './apiError';
import type { Readiness } from './deps';
import { HostPolicy } from './hostPolicy';

/** `read`: what a Viewer may do. `write`: sends samples. `admin`: changes how the collector runs. */
export type Access = 'read' | 'write' | 'admin';

/** The collector's own port, or the one that the web app passes visitors on to. */
export type Listener = 'main' | 'gate';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route that does not say counts as `admin`. */
    access?: Access;
    /** The route needs the store: before the collector is ready it answers 503. */
    needsStore?: boolean;
  }
}

export interface AccessRules {
  readonly listener: Listener;
  /** Host names, besides the loopback names, that requests may carry in Host and Origin. */
  readonly allowedHosts: readonly string[];
  readonly readiness: () => Readiness;
}

/** Checks every request before its body is read. Throws ApiError. */
export function guardRequests(app: FastifyInstance, rules: AccessRules): void {
  const policy = new HostPolicy(rules.allowedHosts);
  app.addHook('onRequest', async (request) => {
    const verdict = policy.check(request.headers);
    if (!verdict.ok) throw new ApiError('forbidden', verdict.message);
    const { access = 'admin', needsStore = false } = request.routeOptions.config;
    if (rules.listener === 'gate' && access !== 'read' && !request.is404) throw anonymousMayOnlyRead(access);
    if (!needsStore) return;
    const state = rules.readiness();
    if (!state.ready) throw new ApiError('unavailable', state.reason);
  });
}

/** Until there is sign-in, every visitor of the gate has the anonymous role. */
function anonymousMayOnlyRead(access: Access): ApiError {
  const what = access === 'write' ? 'send samples' : 'administer the collector';
  return new ApiError('forbidden', `visitors of the web app have the role Viewer, which may not ${what}`);
}
