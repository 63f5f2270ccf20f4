import { type HostCollector, HostParseError, parseNumber } from './hostCollector';
import { singleSample } from './metricFamily';

const MICROSECONDS = 1e6;

const FAMILIES = [
  ['cpu', 'some', 'cpu_waiting', 'Total time in seconds that processes have waited for CPU time'],
  ['io', 'some', 'io_waiting', 'Total time in seconds that processes have waited due to IO congestion'],
  ['io', 'full', 'io_stalled', 'Total time in seconds no process could make progress due to IO congestion'],
  ['memory', 'some', 'memory_waiting', 'Total time in seconds that processes have waited for memory'],
  ['memory', 'full', 'memory_stalled', 'Total time in seconds no process could make progress due to memory congestion'],
] as const;

/** The total in seconds of the line `some` or `full` of a file below /proc/pressure. */
export function parsePressure(text: string, line: 'some' | 'full'): number {
  const total = new RegExp(`^${line} .*\\btotal=(\\d+)$`, 'm').exec(text)?.[1];
  if (total === undefined) throw new HostParseError(`/proc/pressure: no total in the line "${line}"`);
  return parseNumber(total, '/proc/pressure') / MICROSECONDS;
}

/** Pressure stall information; the collector fails where the kernel was built or started without it. */
export const pressure: HostCollector = {
  name: 'pressure',
  collect: (source) =>
    FAMILIES.map(([resource, line, name, help]) => {
      const seconds = parsePressure(source.readProc(`pressure/${resource}`), line);
      return singleSample('counter', `node_pressure_${name}_seconds_total`, help, seconds);
    }),
};
