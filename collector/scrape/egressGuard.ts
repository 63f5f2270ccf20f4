import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Addresses that no target has a reason to be at, but where a cloud machine keeps its credentials: whoever can name
 * a target must not read them through us. The links' own addresses, and the metadata services outside of them.
 */
const FORBIDDEN = new BlockList();
FORBIDDEN.addSubnet('169.254.0.0', 16, 'ipv4');
FORBIDDEN.addSubnet('fe80::', 10, 'ipv6');
FORBIDDEN.addAddress('fd00:ec2::254', 'ipv6'); // AWS
FORBIDDEN.addAddress('fd20:ce::254', 'ipv6'); // Google Cloud
FORBIDDEN.addAddress('100.100.100.200', 'ipv4'); // Alibaba Cloud
FORBIDDEN.addAddress('192.0.0.192', 'ipv4'); // Oracle Cloud
FORBIDDEN.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6'); // 169.254.0.0/16 through NAT64

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
