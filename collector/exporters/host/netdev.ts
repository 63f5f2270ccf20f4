import { fieldsOf, type HostCollector, HostParseError, linesOf, parseNumber } from './hostCollector';
import { type HostSource, ifPresent } from './hostSource';
import type { FamilySample, MetricFamily } from './metricFamily';

/** Debian's default for `--collector.netdev.device-exclude`. */
const IGNORED_DEVICES = /^lo$/;

/** The counters of one device by node_exporter's key, such as `receive_bytes`. */
export type DeviceCounters = ReadonlyMap<string, number>;

/**
 * Devices of /proc/net/dev but the ignored ones. The columns are named by the file's second line, receive and
 * transmit apart: `face |bytes packets …|bytes packets …`.
 */
export function parseNetdev(text: string): Map<string, DeviceCounters> {
  const lines = linesOf(text);
  const [, receive, transmit] = (lines[1] ?? '').split('|');
  if (receive === undefined || transmit === undefined) throw new HostParseError('/proc/net/dev: no header');
  const keys = [
    ...fieldsOf(receive).map((key) => `receive_${key}`),
    ...fieldsOf(transmit).map((key) => `transmit_${key}`),
  ];
  const devices = new Map<string, DeviceCounters>();
  for (const line of lines.slice(2)) {
    const colon = line.lastIndexOf(':');
    const device = line.slice(0, colon).trim();
    if (colon < 0 || IGNORED_DEVICES.test(device)) continue;
    const values = fieldsOf(line.slice(colon + 1));
    devices.set(device, new Map(keys.map((key, i) => [key, parseNumber(values[i], `/proc/net/dev, ${device}`)])));
  }
  return devices;
}

export const netdev: HostCollector = {
  name: 'netdev',
  collect: (source) => {
    const samples = new Map<string, FamilySample[]>();
    for (const [device, counters] of parseNetdev(source.readProc('net/dev'))) {
      for (const [key, value] of [...counters, ...readNoHandler(source, device)]) {
        const family = samples.get(key) ?? [];
        samples.set(key, family);
        family.push({ labels: { device }, value });
      }
    }
    return Array.from(samples, ([key, family]): MetricFamily => {
      const help = `Network device statistic ${key}.`;
      return { name: `node_network_${key}_total`, type: 'counter', help, samples: family };
    });
  },
};

/** node_exporter asks netlink, which knows one counter more than /proc/net/dev; /sys has it too. */
function readNoHandler(source: HostSource, device: string): [key: string, value: number][] {
  const file = `class/net/${device}/statistics/rx_nohandler`;
  const text = ifPresent(() => source.readSys(file));
  return text === undefined ? [] : [['receive_nohandler', parseNumber(text, `/sys/${file}`)]];
}
