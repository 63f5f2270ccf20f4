/** What processes have used, read from /proc: Linux only. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export const canMeasureProcesses = process.platform === 'linux';

const ticksPerSecond = canMeasureProcesses ? Number(execFileSync('getconf', ['CLK_TCK'])) : Number.NaN;

interface ProcessTimes {
  readonly parent: number;
  readonly ownTicks: number;
  /** Of children that have ended and were waited for. */
  readonly endedChildrenTicks: number;
}

/** CPU seconds of a process and all its descendants, since they began; those that ended in between included. */
export function cpuSecondsOfTree(root: number): number {
  const processes = readProcesses();
  let ticks = 0;
  for (const pid of withDescendants(root, processes)) {
    const times = processes.get(pid);
    if (times !== undefined) ticks += times.ownTicks + times.endedChildrenTicks;
  }
  return ticks / ticksPerSecond;
}

/** Memory in bytes; pages that several processes share count once in all. */
export function memoryOfTree(root: number): number {
  let bytes = 0;
  for (const pid of withDescendants(root, readProcesses())) {
    const rollup = readProcFile(pid, 'smaps_rollup');
    bytes += Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024;
  }
  return bytes;
}

function readProcesses(): Map<number, ProcessTimes> {
  const found = new Map<number, ProcessTimes>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!(pid > 0)) continue;
    const stat = readProcFile(pid, 'stat');
    // The program's name is in parentheses and may hold anything. What follows begins with field 3, the state.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent, utime, stime, cutime, cstime] = [fields[1], fields[11], fields[12], fields[13], fields[14]];
    if (parent === undefined || utime === undefined || stime === undefined) continue;
    found.set(pid, { parent, ownTicks: utime + stime, endedChildrenTicks: (cutime ?? 0) + (cstime ?? 0) });
  }
  return found;
}

function withDescendants(root: number, processes: ReadonlyMap<number, ProcessTimes>): number[] {
  const tree = [root];
  for (const parent of tree) {
    for (const [pid, times] of processes) if (times.parent === parent) tree.push(pid);
  }
  return tree;
}

function readProcFile(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It has ended meanwhile, or belongs to another user.
    return '';
  }
}
