// @ts-check
/**
 * Where no credential is asked for, no web page of others may look: neither by a name that an attacker points at this
 * machine (DNS rebinding: a foreign Host) nor from another origin in the same browser. Plain JavaScript, because the
 * server around Next asks it too, which runs as it is.
 */

/**
 * The name in a Host header or an authority, without its port, in lower case; undefined when it is malformed.
 * @param {string} authority
 * @returns {string | undefined}
 */
export function hostnameOf(authority) {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s[\]:/@]+))(?::\d{1,5})?$/i.exec(authority);
  return (match?.[1] ?? match?.[2])?.toLowerCase().replace(/\.$/, '');
}

/**
 * A name that can only mean this machine. Every address of 127.0.0.0/8 does.
 * @param {string} hostname
 */
export function isLoopbackName(hostname) {
  if (hostname === 'localhost' || hostname === '::1') return true;
  return hostname.endsWith('.localhost') || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** The names in BELVEDERE_ALLOWED_HOSTS. @param {string} text separated by commas */
export function readHostList(text) {
  const names = text.split(',').map((name) => name.trim());
  return names.filter((name) => name !== '');
}

/** @typedef {{ readonly ok: true } | { readonly ok: false, readonly message: string }} Verdict */

/** Decides by headers alone. */
export class HostPolicy {
  /** @type {ReadonlySet<string>} */
  #allowed;

  /** @param {readonly string[]} allowedHosts host names, besides the loopback names; a port is passed over */
  constructor(allowedHosts) {
    this.#allowed = new Set(allowedHosts.map((host) => hostnameOf(host) ?? host.toLowerCase()));
  }

  /**
   * @param {import('node:http').IncomingHttpHeaders} headers
   * @returns {Verdict}
   */
  check(headers) {
    if (!this.#allows(headers.host)) return refuse('Host', headers.host);
    const forwarded = headers['x-forwarded-host'];
    if (forwarded !== undefined && !this.#allows(String(forwarded)))
      return refuse('X-Forwarded-Host', String(forwarded));
    if (headers.origin !== undefined && !this.#allowsOrigin(headers.origin)) return refuse('Origin', headers.origin);
    if (headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate') {
      return { ok: false, message: 'a page of another site may not use Belvedere' };
    }
    return { ok: true };
  }

  /** @param {string | undefined} authority */
  #allows(authority) {
    const hostname = hostnameOf(authority ?? '');
    return hostname !== undefined && (isLoopbackName(hostname) || this.#allowed.has(hostname));
  }

  /** @param {string} origin */
  #allowsOrigin(origin) {
    const match = /^https?:\/\/([^/]+)$/i.exec(origin);
    return match !== null && this.#allows(match[1]);
  }
}

/** @param {string} header @param {string | undefined} value @returns {Verdict} */
function refuse(header, value) {
  const shown = JSON.stringify((value ?? '').slice(0, 200));
  return {
    ok: false,
    message:
      `the ${header} ${shown} is not allowed: without a credential Belvedere answers to localhost, 127.0.0.1 and ` +
      '[::1] only; name further hosts in BELVEDERE_ALLOWED_HOSTS, the public address in BELVEDERE_EXTERNAL_URL',
  };
}
