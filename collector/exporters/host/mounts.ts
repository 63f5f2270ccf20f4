import { linesOf } from './hostCollector';

/** One line of /proc/mounts. */
export interface Mount {
  readonly device: string;
  readonly mountPoint: string;
  readonly fsType: string;
  readonly readOnly: boolean;
}

/** node_exporter's default for `--collector.filesystem.fs-types-exclude`. */
const EXCLUDED_TYPES =
  /^(autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|fusectl|hugetlbfs|iso9660|mqueue|nsfs|overlay|proc|procfs|pstore|rpc_pipefs|securityfs|selinuxfs|squashfs|sysfs|tracefs)$/;
/** node_exporter's default for `--collector.filesystem.mount-points-exclude`, and /run, as Debian has it. */
const EXCLUDED_MOUNT_POINTS = /^\/(dev|proc|run|sys|var\/lib\/docker\/.+|var\/lib\/containers\/storage\/.+)($|\/)/;
/** Debian leaves these out wholly; we keep the disks that people mount there, and leave out what is only memory. */
const MOUNT_POINTS_FOR_DISKS = /^\/(mnt|media)($|\/)/;
const MEMORY_TYPES = /^(tmpfs|ramfs)$/;

const NETWORK_TYPES = /^(nfs\d?|cifs|smb3?|smbfs|ceph|9p|afs|glusterfs|lustre|beegfs|ocfs2|gfs2|fuse\..*)$/;

/** The mounts of /proc/mounts in their order, each device, type and mount point once. */
export function parseMounts(text: string): Mount[] {
  const mounts = new Map<string, Mount>();
  for (const line of linesOf(text)) {
    const [device, mountPoint, fsType, options] = line.split(' ');
    if (device === undefined || mountPoint === undefined || fsType === undefined) continue;
    const readOnly = (options ?? '').split(',').includes('ro');
    const mount = { device: unescapeOctal(device), mountPoint: unescapeOctal(mountPoint), fsType, readOnly };
    const key = [device, mountPoint, fsType].join(' ');
    if (!mounts.has(key)) mounts.set(key, mount);
  }
  return [...mounts.values()];
}

/** Whether a mount is of interest by default. */
export function isExposedMount({ mountPoint, fsType }: Mount): boolean {
  if (EXCLUDED_TYPES.test(fsType) || EXCLUDED_MOUNT_POINTS.test(mountPoint)) return false;
  return !(MOUNT_POINTS_FOR_DISKS.test(mountPoint) && MEMORY_TYPES.test(fsType));
}

/** Whether asking for its usage may hang when another machine is away. */
export function isNetworkMount({ fsType }: Mount): boolean {
  return NETWORK_TYPES.test(fsType);
}

/** The kernel writes blank, tab, line feed and backslash as octal. */
function unescapeOctal(text: string): string {
  return text.replace(/\\(040|011|012|134|043)/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
