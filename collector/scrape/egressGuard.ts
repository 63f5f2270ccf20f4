import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Addresses that no target has a reason to be at, but where a cloud machine keeps its credentials: whoever can name
 * a target must not read them through us. The links' own addresses, and the metadata services outside of them.
 */
const FORBIDDEN = new BlockList();
FORBIDDEN.addSubnet('fe80::', 10, 'ipv6');
FORBIDDEN.addAddress('fd00:ec2::254', 'ipv6'); // AWS
FORBIDDEN.addAddress('fd20:ce::254', 'ipv6'); // Google Cloud
forbidIPv4('169.254.0.0', 16);
forbidIPv4('100.100.100.200', 32); // Alibaba Cloud
forbidIPv4('192.0.0.192', 32); // Oracle Cloud

/** Also inside the IPv6 addresses that lead to it where a network translates; `::ffff:` is known to BlockList. */
function forbidIPv4(address: string, bits: number): void {
  FORBIDDEN.addSubnet(address, bits, 'ipv4');
  FORBIDDEN.addSubnet(`::${address}`, 96 + bits, 'ipv6'); // IPv4-compatible, RFC 4291 §2.5.5.1
  FORBIDDEN.addSubnet(`::ffff:0:${address}`, 96 + bits, 'ipv6'); // IPv4-translated, RFC 2765
  FORBIDDEN.addSubnet(`64:ff9b::${address}`, 96 + bits, 'ipv6'); // NAT64, RFC 6052
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  FORBIDDEN.addSubnet(`2002:${hex}::`, 16 + bits, 'ipv6'); // 6to4, RFC 3056
}

/** An address that the guard refuses. */
export class EgressRefusedError extends Error {
  readonly code = 'egress_refused';
  constructor(host: string, address: string) {
    const shown = host === address ? address : `${host} (${address})`;
    super(`${shown} is a link-local or metadata address, which is not scraped unless allowed`);
  }
}

/** Whether an IP address is refused. IPv4 addresses mapped into IPv6 count as what they are. */
export function isForbiddenAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(bare);
  return family !== 0 && FORBIDDEN.check(bare, family === 6 ? 'ipv6' : 'ipv4');
}

/** Throws EgressRefusedError when the host of a URL is a forbidden address; names are checked by guardedLookup. */
export function assertAllowedHost(hostname: string): void {
  if (isForbiddenAddress(hostname)) throw new EgressRefusedError(hostname, hostname);
}

/**
 * A resolver for sockets that refuses forbidden addresses. The connection goes to the very address that was checked,
 * so a name that changes between check and connect gains nothing.
 */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error !== null) return callback(error, '', 0);
    const forbidden = addresses.find(({ address }) => isForbiddenAddress(address));
    if (forbidden !== undefined) return callback(new EgressRefusedError(hostname, forbidden.address), '', 0);
    const first = addresses[0];
    if (options.all) callback(null, addresses);
    else if (first !== undefined) callback(null, first.address, first.family);
    else callback(new Error(`no address found for ${hostname}`), '', 0);
  });
};
