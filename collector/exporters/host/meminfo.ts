import { fieldsOf, type HostCollector, linesOf, parseNumber } from './hostCollector';
import { singleSample } from './metricFamily';

/** Values of /proc/meminfo by node_exporter's name for the field: `Active(anon)` in kB is `Active_anon_bytes`. */
export function parseMeminfo(text: string): Map<string, number> {
  const values = new Map<string, number>();
  for (const line of linesOf(text)) {
    const [field, amount, unit] = fieldsOf(line);
    const name = field!.replace(/:$/, '').replace(/\((.*)\)/, '_$1');
    const value = parseNumber(amount, `/proc/meminfo, ${name}`);
    if (unit === 'kB') values.set(`${name}_bytes`, value * 1024);
    else values.set(name, value);
  }
  return values;
}

export const meminfo: HostCollector = {
  name: 'meminfo',
  collect: (source) =>
    Array.from(parseMeminfo(source.readProc('meminfo')), ([field, value]) => {
      const type = field.endsWith('_total') ? 'counter' : 'gauge';
      return singleSample(type, `node_memory_${field}`, `Memory information field ${field}.`, value);
    }),
};
