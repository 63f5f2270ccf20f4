import { fieldsOf, type HostCollector, HostParseError, linesOf, parseNumber } from './hostCollector';
import type { FamilySample, MetricFamily } from './metricFamily';

/** Jiffies of /proc/stat per second: USER_HZ is 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
/** An idle time that falls by more is taken for a CPU that was unplugged and plugged in again. */
const IDLE_RESET_SECONDS = 3;

/** The columns of a cpu line, in the kernel's order. */
const MODES = ['user', 'nice', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal'] as const;
const GUEST_MODES = ['user', 'nice'] as const;
const COLUMNS = MODES.length + GUEST_MODES.length;
const IDLE = MODES.indexOf('idle');

/** Seconds by CPU number, ten columns each: MODES, then guest and guest_nice (0 where the kernel has none). */
export function parseCpuTimes(text: string): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const line of linesOf(text)) {
    const [label, ...columns] = fieldsOf(line);
    const cpu = /^cpu(\d+)$/.exec(label!)?.[1];
    if (cpu === undefined) continue;
    if (columns.length < 4) throw new HostParseError(`/proc/stat: ${label} has only ${columns.length} columns`);
    times.set(
      cpu,
      Array.from({ length: COLUMNS }, (_, i) => parseNumber(columns[i] ?? '0', '/proc/stat') / TICKS_PER_SECOND),
    );
  }
  return times;
}

/**
 * The kernel's idle and iowait times sometimes step back a little, which `rate` would take for a counter reset. So
 * each column keeps its highest value, unless idle fell so far that the CPU must be a new one.
 */
export function holdCpuTimes(before: readonly number[] | undefined, now: readonly number[]): number[] {
  if (before === undefined || before[IDLE]! - now[IDLE]! >= IDLE_RESET_SECONDS) return [...now];
  return now.map((seconds, i) => Math.max(seconds, before[i]!));
}

/** CPU times; it remembers the last ones, so each exporter has its own. */
export function createCpuCollector(): HostCollector {
  let held = new Map<string, number[]>();
  return {
    name: 'cpu',
    collect: (source) => {
      const times = parseCpuTimes(source.readProc('stat'));
      held = new Map(Array.from(times, ([cpu, now]) => [cpu, holdCpuTimes(held.get(cpu), now)]));
      return cpuFamilies(held);
    },
  };
}

function cpuFamilies(times: ReadonlyMap<string, readonly number[]>): MetricFamily[] {
  const seconds: FamilySample[] = [];
  const guest: FamilySample[] = [];
  for (const [cpu, columns] of times) {
    for (const [i, mode] of MODES.entries()) seconds.push({ labels: { cpu, mode }, value: columns[i]! });
    for (const [i, mode] of GUEST_MODES.entries()) {
      guest.push({ labels: { cpu, mode }, value: columns[MODES.length + i]! });
    }
  }
  return [
    {
      name: 'node_cpu_seconds_total',
      type: 'counter',
      help: 'Seconds the CPUs spent in each mode.',
      samples: seconds,
    },
    {
      name: 'node_cpu_guest_seconds_total',
      type: 'counter',
      help: 'Seconds the CPUs spent in guests (VMs) for each mode.',
      samples: guest,
    },
  ];
}
