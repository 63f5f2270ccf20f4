import { fieldsOf, type HostCollector, HostParseError, linesOf, parseNumber } from './hostCollector';
import { ifPresent } from './hostSource';
import { singleSample } from './metricFamily';

/** node_exporter's default for `--collector.netstat.fields`. */
const FIELDS =
  /^(.*_(InErrors|InErrs)|Ip_Forwarding|Ip(6|Ext)_(InOctets|OutOctets)|Icmp6?_(InMsgs|OutMsgs)|TcpExt_(Listen.*|Syncookies.*|TCPSynRetrans|TCPTimeouts)|Tcp_(ActiveOpens|InSegs|OutSegs|OutRsts|PassiveOpens|RetransSegs|CurrEstab)|Udp6?_(InDatagrams|OutDatagrams|NoPorts|RcvbufErrors|SndbufErrors))$/;

/** One statistic: of protocol `Tcp` the field `InSegs`. */
export interface NetStatistic {
  readonly protocol: string;
  readonly field: string;
  readonly value: number;
}

/** /proc/net/netstat and /proc/net/snmp: pairs of lines, names over values, both begun by the protocol. */
export function parseNetstat(text: string, file: string): NetStatistic[] {
  const statistics: NetStatistic[] = [];
  const lines = linesOf(text);
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const [protocol, ...fields] = fieldsOf(lines[i]!);
    const [valuesProtocol, ...values] = fieldsOf(lines[i + 1]!);
    if (protocol !== valuesProtocol || fields.length !== values.length) {
      throw new HostParseError(`${file}: names and values of ${JSON.stringify(protocol)} do not match`);
    }
    for (const [j, field] of fields.entries()) {
      statistics.push({ protocol: protocol!.slice(0, -1), field, value: parseNumber(values[j], `${file}, ${field}`) });
    }
  }
  return statistics;
}

/** /proc/net/snmp6: one name and value a line, the protocol being the name up to its `6`. */
export function parseSnmp6(text: string): NetStatistic[] {
  const statistics: NetStatistic[] = [];
  for (const line of linesOf(text)) {
    const [name, value] = fieldsOf(line);
    const six = name!.indexOf('6');
    if (six < 0) continue;
    const field = name!.slice(six + 1);
    statistics.push({ protocol: name!.slice(0, six + 1), field, value: parseNumber(value, '/proc/net/snmp6') });
  }
  return statistics;
}

export const netstat: HostCollector = {
  name: 'netstat',
  collect: (source) => {
    // Missing where IPv6 is switched off.
    const snmp6 = ifPresent(() => source.readProc('net/snmp6')) ?? '';
    const statistics = [
      ...parseNetstat(source.readProc('net/netstat'), '/proc/net/netstat'),
      ...parseNetstat(source.readProc('net/snmp'), '/proc/net/snmp'),
      ...parseSnmp6(snmp6),
    ];
    return statistics
      .filter(({ protocol, field }) => FIELDS.test(`${protocol}_${field}`))
      .map(({ protocol, field, value }) =>
        singleSample('untyped', `node_netstat_${protocol}_${field}`, `Statistic ${protocol}${field}.`, value),
      );
  },
};
