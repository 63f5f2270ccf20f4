import type { PartitionKey } from '../postgres/partitionNames';
import type { PartitionSize } from '../postgres/partitions';

/** Whichever limit asks for the most room is the one that fired. */
export type SizeReason = 'size' | 'disk';

/** How full the disk of the database is. */
export interface DiskUse {
  readonly directory: string;
  readonly totalBytes: number;
  readonly usedBytes: number;
}

/** Above this share of the disk the store makes room: Postgres stops when a disk is full. */
export const FULLEST_DISK = 0.9;

export interface SizeState {
  /** What the store takes in all. */
  readonly storeBytes: number;
  readonly maxBytes: number;
  readonly disk: DiskUse | undefined;
}

/** How many bytes must go, and why; undefined when none. */
export function excessBytes({
  storeBytes,
  maxBytes,
  disk,
}: SizeState): { bytes: number; reason: SizeReason } | undefined {
  if (maxBytes === 0) return undefined;
  const overSize = storeBytes - maxBytes;
  const overDisk = disk === undefined ? 0 : disk.usedBytes - FULLEST_DISK * disk.totalBytes;
  const bytes = Math.max(overSize, overDisk);
  return bytes <= 0 ? undefined : { bytes, reason: overSize >= overDisk ? 'size' : 'disk' };
}

/**
 * What to drop to make room: the oldest raw days first, then months of 5m, then years of 1h; never what is not over yet.
 *
 * @param isHeld a partition that something still needs
 */
export function partitionsToDrop(
  sizes: readonly PartitionSize[],
  excess: number,
  nowMs: number,
  isHeld: (key: PartitionKey) => boolean,
): PartitionSize[] {
  const candidates = sizes
    .filter(({ key }) => key.toMs <= nowMs)
    .sort((a, b) => a.key.tier - b.key.tier || a.key.toMs - b.key.toMs || b.bytes - a.bytes);
  const dropped: PartitionSize[] = [];
  let left = excess;
  for (const size of candidates) {
    if (left <= 0) break;
    if (isHeld(size.key)) continue;
    dropped.push(size);
    left -= size.bytes;
  }
  return dropped;
}
