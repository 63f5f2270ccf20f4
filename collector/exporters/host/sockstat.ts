import { fieldsOf, type HostCollector, linesOf, parseNumber } from './hostCollector';
import { ifPresent } from './hostSource';
import { type MetricFamily, singleSample } from './metricFamily';

/** One number of /proc/net/sockstat: of protocol `TCP` the state `inuse`; `sockets` is the file's first line. */
export interface SocketCount {
  readonly protocol: string;
  readonly state: string;
  readonly value: number;
}

/** Lines as `TCP: inuse 6 orphan 0 …`. */
export function parseSockstat(text: string): SocketCount[] {
  const counts: SocketCount[] = [];
  for (const line of linesOf(text)) {
    const [label, ...pairs] = fieldsOf(line);
    const protocol = label!.replace(/:$/, '');
    for (let i = 0; i < pairs.length; i += 2) {
      const value = parseNumber(pairs[i + 1], `/proc/net/sockstat, ${protocol}`);
      counts.push({ protocol, state: pairs[i]!, value });
    }
  }
  return counts;
}

export const sockstat: HostCollector = {
  name: 'sockstat',
  collect: (source) => {
    const counts = [
      ...parseSockstat(ifPresent(() => source.readProc('net/sockstat')) ?? ''),
      ...parseSockstat(ifPresent(() => source.readProc('net/sockstat6')) ?? ''),
    ];
    return counts.flatMap((count) => socketFamilies(count, source.pageSizeBytes));
  },
};

function socketFamilies({ protocol, state, value }: SocketCount, pageSizeBytes: number): MetricFamily[] {
  if (protocol === 'sockets') {
    return [singleSample('gauge', 'node_sockstat_sockets_used', 'Number of IPv4 sockets in use.', value)];
  }
  const family = (key: string, amount: number): MetricFamily =>
    singleSample('gauge', `node_sockstat_${protocol}_${key}`, `Number of ${protocol} sockets in state ${key}.`, amount);
  // The kernel counts socket memory in pages.
  if (state === 'mem') return [family('mem', value), family('mem_bytes', value * pageSizeBytes)];
  return [family(state, value)];
}
