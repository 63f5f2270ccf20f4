import { fieldsOf, type HostCollector, parseNumber } from './hostCollector';
import { singleSample } from './metricFamily';

/** The load over 1, 5 and 15 minutes. */
export function parseLoadavg(text: string): readonly [number, number, number] {
  const [one, five, fifteen] = fieldsOf(text);
  const where = '/proc/loadavg';
  return [parseNumber(one, where), parseNumber(five, where), parseNumber(fifteen, where)];
}

export const loadavg: HostCollector = {
  name: 'loadavg',
  collect: (source) => {
    const [one, five, fifteen] = parseLoadavg(source.readProc('loadavg'));
    return [
      singleSample('gauge', 'node_load1', '1m load average.', one),
      singleSample('gauge', 'node_load5', '5m load average.', five),
      singleSample('gauge', 'node_load15', '15m load average.', fifteen),
    ];
  },
};
