/**
 * On loopback the collector asks for no credentials, so no web page may reach it: neither by a name that an attacker
 * points at 127.0.0.1 (DNS rebinding: a foreign Host) nor from another origin in the same browser.
 */
import type { IncomingHttpHeaders } from 'node:http';

/** The name in a Host header or an authority, without its port, in lower case; undefined when it is malformed. */
export function hostnameOf(authority: string): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s[\]:/@]+))(?::\d{1,5})?$/i.exec(authority);
  return (match?.[1] ?? match?.[2])?.toLowerCase().replace(/\.$/, '');
}

/** A name that can only mean this machine. Every address of 127.0.0.0/8 does. */
export function isLoopbackName(hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '::1') return true;
  return hostname.endsWith('.localhost') || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly message: string };

const OK: Verdict = { ok: true };

/** Decides by headers alone. `allowedHosts` are host names without ports, besides the loopback names. */
export class HostPolicy {
  private readonly allowed: ReadonlySet<string>;

  constructor(allowedHosts: readonly string[]) {
    this.allowed = new Set(allowedHosts.map((host) => hostnameOf(host) ?? host.toLowerCase()));
  }

  check(headers: IncomingHttpHeaders): Verdict {
    if (!this.allows(headers.host)) return refuse('Host', headers.host);
    const forwarded = headers['x-forwarded-host'];
    if (forwarded !== undefined && !this.allows(String(forwarded)))
      return refuse('X-Forwarded-Host', String(forwarded));
    if (headers.origin !== undefined && !this.allowsOrigin(headers.origin)) return refuse('Origin', headers.origin);
    if (headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate') {
      return { ok: false, message: 'a page of another site may not use the collector' };
    }
    return OK;
  }

  private allows(authority: string | undefined): boolean {
    const hostname = hostnameOf(authority ?? '');
    return hostname !== undefined && (isLoopbackName(hostname) || this.allowed.has(hostname));
  }

  private allowsOrigin(origin: string): boolean {
    const match = /^https?:\/\/([^/]+)$/i.exec(origin);
    return match !== null && this.allows(match[1]);
  }
}

function refuse(header: string, value: string | undefined): Verdict {
  const shown = JSON.stringify((value ?? '').slice(0, 200));
  return {
    ok: false,
    message:
      `the ${header} ${shown} is not allowed: the collector answers to localhost, 127.0.0.1 and [::1]; ` +
      'name further hosts in BELVEDERE_ALLOWED_HOSTS',
  };
}
