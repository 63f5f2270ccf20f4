import { formatByteSize } from '@/collector/config/byteSize';
import type { Prisma } from '@/lib/db/client';
import { type PartitionKey, partitionName, partitionOf } from '../postgres/partitionNames';
import { DAY_MS, type PartitionSize } from '../postgres/partitions';
import { storeBytes } from '../postgres/storeSize';
import type { WindowKey } from '../read/windowSet';
import type { StoreState } from '../storeState';
import { RAW_TIER, TIERS } from '../tiers';

import { diskUse } from './diskSpace';
import { findExpired, Holds } from './expiry';
import type { DropReason } from './figures';
import { excessBytes, FULLEST_DISK, partitionsToDrop } from './sizeLimit';
import type { TombstoneKeeper } from './tombstoneKeeper';
import { WaitingWindows } from './waitingWindows';

const INTERVAL_MS = 60_000;

/** Drops what is past its retention, and what is too much: whole partitions, with their windows. */
export class Retirement {
  private nextMs = 0;
  private readonly waiting: WaitingWindows;
  /** Deleting waits for queries that still read what is deleted. */
  private dropping: Promise<void> = Promise.resolve();
  private busy = false;

  constructor(
    private readonly state: StoreState,
    private readonly tombstones: TombstoneKeeper,
    private readonly database: { readonly prisma: Prisma; readonly url: string },
  ) {
    this.waiting = new WaitingWindows(state.retention, state.logger);
  }

  /** Called once a second; looks once a minute. What is dropped is gone from queries at once, from the disk a while later. */
  async round(): Promise<void> {
    const { state } = this;
    const nowMs = state.now();
    if (nowMs < this.nextMs || this.busy) return;
    const { partitions } = state.tables;
    // The store worker makes partitions, too.
    await partitions.load();
    await partitions.ensure({ windowStartMs: nowMs });
    await partitions.ensure({ windowStartMs: nowMs + DAY_MS });
    this.dropExpired(nowMs);
    await this.dropExcess(nowMs);
    await this.tombstones.prune();
    this.nextMs = nowMs + INTERVAL_MS;
  }

  /** Resolves when everything that was given up is deleted. */
  settled(): Promise<void> {
    return this.dropping;
  }

  private dropExpired(nowMs: number): void {
    const { state } = this;
    const stored = { ...this.stored(), fresh: state.fresh.all() };
    const { partitions, waiting } = findExpired(stored, state.policy, nowMs);
    this.waiting.note(waiting, nowMs);
    const known = new Set(state.tables.partitions.all().map(partitionName));
    const isThere = (key: PartitionKey) => known.has(partitionName(key)) || this.holdsAnything(key);
    this.giveUp(partitions.filter(isThere), 'time');
  }

  private stored() {
    const { windows, damagedWindows, tables } = this.state;
    return { windows, damagedWindows, partitions: tables.partitions.all() };
  }

  private holdsAnything(key: PartitionKey): boolean {
    const isIn = isInOneOf([key]);
    const { windows, fresh } = this.state;
    return [...windows.all()].some(isIn) || [...fresh.all()].some((page) => isIn({ ...page, tier: RAW_TIER }));
  }

  private async dropExcess(nowMs: number): Promise<void> {
    const { state } = this;
    const sizes = await state.tables.partitions.sizes();
    const { prisma, url } = this.database;
    const disk = state.retention.maxBytes > 0 ? await diskUse(prisma, url) : undefined;
    this.noteSizes(sizes, await storeBytes(prisma));
    const { storeBytes: bytes, maxBytes } = state.retention;
    const excess = excessBytes({ storeBytes: bytes, maxBytes, disk });
    state.retention.unmetBytes = 0;
    if (excess === undefined) return;
    const holds = new Holds({ ...this.stored(), fresh: state.fresh.all() }, state.policy);
    const dropped = partitionsToDrop(sizes, excess.bytes, nowMs, (key) => holds.of(key).length > 0);
    const freed = dropped.reduce((sum, size) => sum + size.bytes, 0);
    state.retention.unmetBytes = Math.max(0, excess.bytes - freed);
    const limit =
      excess.reason === 'size'
        ? `BELVEDERE_RETENTION_SIZE is ${formatByteSize(maxBytes)}, the store takes ${formatByteSize(bytes)}`
        : `the disk of ${disk?.directory} is more than ${FULLEST_DISK * 100} % full`;
    if (dropped.length > 0) {
      const names = dropped.map(({ key }) => partitionName(key));
      state.logger.warn({ partitions: names, bytes: freed, limit }, 'dropping the oldest samples to make room');
      this.giveUp(
        dropped.map(({ key }) => key),
        excess.reason,
      );
    } else {
      const fields = { limit, bytes: excess.bytes };
      state.logger.error(fields, 'the store is over its limit, and has nothing left to drop but the newest samples');
    }
  }

  private noteSizes(sizes: readonly PartitionSize[], bytes: number): void {
    const { retention, windows } = this.state;
    retention.storeBytes = bytes;
    retention.bytes = TIERS.map(({ number }) =>
      sizes.reduce((sum, size) => sum + (size.key.tier === number ? size.bytes : 0), 0),
    );
    retention.oldestSampleMs = TIERS.map(({ number }) => windows.ofTier(number)[0]?.directory.minTimeMs ?? Number.NaN);
  }

  /** Takes partitions out of what is read, in one turn, and deletes them when nobody reads them any more. */
  private giveUp(keys: readonly PartitionKey[], reason: DropReason): void {
    if (keys.length === 0) return;
    const { state } = this;
    const isGone = isInOneOf(keys);
    state.windows = state.windows.without(isGone);
    const pages = [...state.fresh.all()].filter((page) => isGone({ ...page, tier: RAW_TIER })).map(({ id }) => id);
    state.fresh.remove(pages);
    this.busy = true;
    const drained = state.views.drained();
    this.dropping = this.dropping
      .then(() => drained)
      .then(() => this.delete(keys))
      .then(() => this.noteDropped(keys, reason))
      .catch((error: unknown) => {
        // The next round finds the partitions again.
        state.logger.warn({ err: error }, 'cannot drop samples that are past their retention; trying again');
      })
      .finally(() => {
        this.busy = false;
      });
  }

  /** Rows first: a partition that is gone must not be named by a window's row. */
  private async delete(keys: readonly PartitionKey[]): Promise<void> {
    const { sealed, fresh, partitions } = this.state.tables;
    for (const key of keys) {
      await sealed.deleteWindowsIn(key);
      if (key.tier === RAW_TIER) await fresh.deleteIn(key);
    }
    await partitions.drop(keys);
  }

  private noteDropped(keys: readonly PartitionKey[], reason: DropReason): void {
    const { retention, logger } = this.state;
    retention.dropped[reason] += keys.length;
    logger.info({ partitions: keys.map(partitionName), reason }, 'dropped samples past their retention');
  }
}

function isInOneOf(keys: readonly PartitionKey[]): (window: WindowKey) => boolean {
  const names = new Set(keys.map(partitionName));
  return (window) => names.has(partitionName(partitionOf(window)));
}
