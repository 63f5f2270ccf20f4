import { fieldsOf, type HostCollector, linesOf, parseNumber } from './hostCollector';
import { singleSample } from './metricFamily';

/** node_exporter's default for `--collector.vmstat.fields`. */
const FIELDS = /^(oom_kill|pgpg|pswp|pg.*fault).*/;

/** The fields of /proc/vmstat that are exposed by default. */
export function parseVmstat(text: string): Map<string, number> {
  const values = new Map<string, number>();
  for (const line of linesOf(text)) {
    const [field, value] = fieldsOf(line);
    if (FIELDS.test(field!)) values.set(field!, parseNumber(value, `/proc/vmstat, ${field}`));
  }
  return values;
}

export const vmstat: HostCollector = {
  name: 'vmstat',
  collect: (source) =>
    Array.from(parseVmstat(source.readProc('vmstat')), ([field, value]) =>
      singleSample('untyped', `node_vmstat_${field}`, `/proc/vmstat information field ${field}.`, value),
    ),
};
