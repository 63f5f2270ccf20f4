import { fieldsOf, type HostCollector, linesOf, parseNumber } from './hostCollector';
import { type FamilyType, type MetricFamily, singleSample } from './metricFamily';

/** Lines of /proc/stat that carry one number first, and what they are exposed as. */
const FIELDS: ReadonlyMap<string, readonly [name: string, type: FamilyType, help: string]> = new Map([
  ['intr', ['node_intr_total', 'counter', 'Total number of interrupts serviced.']],
  ['ctxt', ['node_context_switches_total', 'counter', 'Total number of context switches.']],
  ['processes', ['node_forks_total', 'counter', 'Total number of forks.']],
  ['btime', ['node_boot_time_seconds', 'gauge', 'Node boot time, in unixtime.']],
  ['procs_running', ['node_procs_running', 'gauge', 'Number of processes in runnable state.']],
  ['procs_blocked', ['node_procs_blocked', 'gauge', 'Number of processes blocked waiting for I/O to complete.']],
]);

/** The first number of each line of /proc/stat that is exposed, by the line's name. */
export function parseStat(text: string): Map<string, number> {
  const values = new Map<string, number>();
  for (const line of linesOf(text)) {
    const name = line.slice(0, line.indexOf(' '));
    if (FIELDS.has(name)) values.set(name, parseNumber(fieldsOf(line)[1], `/proc/stat, ${name}`));
  }
  return values;
}

export const stat: HostCollector = {
  name: 'stat',
  collect: (source) => {
    const families: MetricFamily[] = [];
    for (const [field, value] of parseStat(source.readProc('stat'))) {
      const [name, type, help] = FIELDS.get(field)!;
      families.push(singleSample(type, name, help, value));
    }
    return families;
  },
};
