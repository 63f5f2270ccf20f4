// @ts-check
import { hostname } from 'node:os';
import { HostPolicy, readHostList } from '../../../lib/net/hostPolicy.mjs';

/**
 * Makes the check by which names Belvedere may be called. It concerns requests that could be of an anonymous visitor
 * with a role: a session's cookie is not sent to an attacker's name, and who knows a credential is no web page of
 * others. A cookie does not exempt, as a page can set one for its own name and an unknown session counts as none.
 * @param {NodeJS.ProcessEnv} env
 * @returns {(headers: import('node:http').IncomingHttpHeaders) => string | undefined} why a request is refused
 */
export function createHostCheck(env) {
  if ((env['BELVEDERE_ANONYMOUS_ROLE'] ?? 'none') === 'none') return () => undefined;
  const policy = new HostPolicy(ownHosts(env));
  return (headers) => {
    if (headers.authorization !== undefined) return undefined;
    const verdict = policy.check(headers);
    return verdict.ok ? undefined : verdict.message;
  };
}

/** @param {NodeJS.ProcessEnv} env @returns {string[]} */
function ownHosts(env) {
  const { HOST = '', BELVEDERE_EXTERNAL_URL: external, BELVEDERE_ALLOWED_HOSTS: allowed = '' } = env;
  const names = readHostList(allowed);
  if (external !== undefined && URL.canParse(external)) names.push(new URL(external).host);
  // Who listens on all addresses is called by the machine's name, as the start says.
  names.push(HOST === '0.0.0.0' || HOST === '::' ? hostname() : HOST);
  return names;
}
