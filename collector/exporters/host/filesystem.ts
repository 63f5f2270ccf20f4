import type { HostCollector } from './hostCollector';
import type { FilesystemUsage, HostSource } from './hostSource';
import type { FamilySample, MetricFamily } from './metricFamily';
import { isExposedMount, isNetworkMount, type Mount, parseMounts } from './mounts';

/**
 * How many questions may be open at a time. Each holds a thread of Node's pool of four, and one that hangs on a dead
 * network mount holds it until the mount comes back; so network mounts have one thread, and never those of the disks.
 */
const MAX_OPEN_LOCAL = 2;
const MAX_OPEN_NETWORK = 1;

export interface FilesystemOptions {
  /** A mount that has not answered by then is reported as a device error, and not asked again before it answers. */
  readonly timeoutMs: number;
}

const USAGE_FAMILIES: readonly (readonly [name: string, help: string, of: (usage: FilesystemUsage) => number])[] = [
  ['size_bytes', 'Filesystem size in bytes.', (usage) => usage.blocks * usage.blockSize],
  ['free_bytes', 'Filesystem free space in bytes.', (usage) => usage.blocksFree * usage.blockSize],
  [
    'avail_bytes',
    'Filesystem space available to non-root users in bytes.',
    (usage) => usage.blocksAvailable * usage.blockSize,
  ],
  ['files', 'Filesystem total file nodes.', (usage) => usage.files],
  ['files_free', 'Filesystem total free file nodes.', (usage) => usage.filesFree],
];

/** Mounts that are asked together, and those of them that have not answered yet, from earlier scrapes too. */
interface Lane {
  readonly maxOpen: number;
  readonly open: Set<string>;
}

/** File system usage; it remembers the mounts that hang, so each exporter has its own. Not for concurrent use. */
export function createFilesystemCollector({ timeoutMs }: FilesystemOptions): HostCollector {
  const local: Lane = { maxOpen: MAX_OPEN_LOCAL, open: new Set() };
  const network: Lane = { maxOpen: MAX_OPEN_NETWORK, open: new Set() };
  return {
    name: 'filesystem',
    collect: async (source) => {
      const mounts = parseMounts(readMounts(source)).filter(isExposedMount);
      const disks = mounts.filter((mount) => !isNetworkMount(mount));
      const [ofDisks, ofNetwork] = await Promise.all([
        readUsages(source, disks, local, timeoutMs),
        readUsages(source, mounts.filter(isNetworkMount), network, timeoutMs),
      ]);
      return filesystemFamilies(mounts, new Map([...ofDisks, ...ofNetwork]));
    },
  };
}

/** The mounts as init sees them, not those of a private mount namespace of ours. */
function readMounts(source: HostSource): string {
  try {
    return source.readProc('1/mounts');
  } catch {
    // Only root may look at process 1 where /proc is mounted with hidepid.
    return source.readProc('mounts');
  }
}

/** Asks the mounts of one lane; answers what was known before the time was over. */
async function readUsages(
  source: HostSource,
  mounts: readonly Mount[],
  { open, maxOpen }: Lane,
  timeoutMs: number,
): Promise<ReadonlyMap<string, FilesystemUsage>> {
  const usages = new Map<string, FilesystemUsage>();
  // A mount point comes twice when something is mounted over it: statfs then tells of the upper one both times.
  const mountPoints = new Set(mounts.map(({ mountPoint }) => mountPoint));
  const waiting = [...mountPoints].filter((mountPoint) => !open.has(mountPoint));
  let expired = false;
  const work = async (): Promise<void> => {
    for (let mountPoint = waiting.shift(); mountPoint !== undefined && !expired; mountPoint = waiting.shift()) {
      open.add(mountPoint);
      const usage = await source.statfs(mountPoint).catch(() => undefined);
      open.delete(mountPoint);
      if (usage !== undefined) usages.set(mountPoint, usage);
    }
  };
  const workers = Array.from({ length: maxOpen - open.size }, work);
  await withTimeout(Promise.all(workers), timeoutMs);
  expired = true;
  // A copy, because a worker that hung may still answer.
  return new Map(usages);
}

/** Waits for the work or the time, whichever ends first. */
async function withTimeout(work: Promise<unknown>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}

function filesystemFamilies(mounts: readonly Mount[], usages: ReadonlyMap<string, FilesystemUsage>): MetricFamily[] {
  const errors: FamilySample[] = [];
  const readOnly: FamilySample[] = [];
  const usage: FamilySample[][] = USAGE_FAMILIES.map(() => []);
  for (const mount of mounts) {
    const labels = { device: mount.device, fstype: mount.fsType, mountpoint: mount.mountPoint };
    const known = usages.get(mount.mountPoint);
    errors.push({ labels, value: known === undefined ? 1 : 0 });
    if (known === undefined) continue;
    readOnly.push({ labels, value: mount.readOnly ? 1 : 0 });
    for (const [i, [, , of]] of USAGE_FAMILIES.entries()) usage[i]!.push({ labels, value: of(known) });
  }
  const error = 'Whether an error occurred while getting statistics for the given device.';
  return [
    { name: 'node_filesystem_device_error', type: 'gauge', help: error, samples: errors },
    { name: 'node_filesystem_readonly', type: 'gauge', help: 'Filesystem read-only status.', samples: readOnly },
    ...USAGE_FAMILIES.map(([name, help], i): MetricFamily => {
      return { name: `node_filesystem_${name}`, type: 'gauge', help, samples: usage[i]! };
    }),
  ];
}
