import { BlockList, isIP } from 'node:net';
import type { ScrapeProtocol } from '@/collector/config/scrapeConfig';

/** Media types by protocol. Protobuf is not asked for: only the text formats are read. */
const MEDIA_TYPES: Readonly<Record<ScrapeProtocol, string>> = {
  PrometheusProto: '',
  'OpenMetricsText1.0.0': 'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8',
  'OpenMetricsText0.0.1': 'application/openmetrics-text;version=0.0.1',
  'PrometheusText1.0.0': 'text/plain;version=1.0.0;escaping=allow-utf-8',
  'PrometheusText0.0.4': 'text/plain;version=0.0.4',
};

/** The Accept header: the protocols in falling preference, then anything. */
export function acceptHeader(protocols: readonly ScrapeProtocol[]): string {
  let weight = Object.keys(MEDIA_TYPES).length + 1;
  const parts: string[] = [];
  for (const protocol of protocols) {
    const mediaType = MEDIA_TYPES[protocol];
    if (mediaType !== '') parts.push(`${mediaType};q=0.${weight--}`);
  }
  return [...parts, `*/*;q=0.${weight}`].join(',');
}

/** What a body without a Content-Type is taken for; undefined leaves the choice to the parser. */
export function fallbackContentType(protocol: ScrapeProtocol | undefined): string | undefined {
  return protocol === undefined || MEDIA_TYPES[protocol] === '' ? undefined : MEDIA_TYPES[protocol];
}

const LOCAL = new BlockList();
LOCAL.addSubnet('127.0.0.0', 8, 'ipv4');
LOCAL.addSubnet('10.0.0.0', 8, 'ipv4');
LOCAL.addSubnet('172.16.0.0', 12, 'ipv4');
LOCAL.addSubnet('192.168.0.0', 16, 'ipv4');
LOCAL.addAddress('::1', 'ipv6');
LOCAL.addSubnet('fc00::', 7, 'ipv6');

/**
 * The Accept-Encoding header. In the local network bytes are cheaper than the time to inflate them (140 to 250 ns a
 * sample, several times what parsing it takes), so compression is asked for only elsewhere. `hostname` is a URL's.
 */
export function acceptEncoding(hostname: string, enableCompression: boolean): string {
  const address = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(address);
  const isLocal = family === 0 ? address === 'localhost' : LOCAL.check(address, family === 6 ? 'ipv6' : 'ipv4');
  return enableCompression && !isLocal ? 'gzip' : 'identity';
}
