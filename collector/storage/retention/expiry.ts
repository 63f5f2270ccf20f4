/** What is past its retention. Pages leave by whole partitions: days of raw, months of 5m, years of 1h. */
import { type PartitionKey, partitionName, partitionOf } from '../postgres/partitionNames';
import type { SealedWindow } from '../postgres/sealedPages';
import { type WindowKey, type WindowSet, windowKeyName } from '../read/windowSet';
import { RAW_TIER, TIERS } from '../tiers';
import { tierWindowMs, windowOfTime } from '../tiers/grid';
import { isBuiltFrom, sourcesOf } from '../tiers/sources';
import type { RetentionPolicy } from './policy';

export interface StoredPages {
  readonly windows: WindowSet;
  /** Pages that are not sealed yet. */
  readonly fresh: Iterable<{ readonly class: number; readonly windowStartMs: number }>;
  readonly partitions: readonly PartitionKey[];
  /** By windowKeyName: nothing can be built from these any more, so they wait for nothing. */
  readonly damagedWindows: ReadonlySet<string>;
}

/** A window that is past its retention and stays until the next tier has what is in it. */
export interface WaitingWindow {
  readonly key: WindowKey;
  readonly reason: 'notSealed' | 'tierNotBuilt';
}

export interface Expired {
  /** May be dropped, the oldest first. */
  readonly partitions: readonly PartitionKey[];
  readonly waiting: readonly WaitingWindow[];
}

export function findExpired(stored: StoredPages, policy: RetentionPolicy, nowMs: number): Expired {
  const holds = new Holds(stored, policy);
  const partitions: PartitionKey[] = [];
  const waiting: WaitingWindow[] = [];
  for (const key of inOrderOfAge(allPartitions(stored))) {
    if (endMs(key) > nowMs - policy.keepMs(key.tier, key.class)) continue;
    const held = holds.of(key);
    if (held.length === 0) partitions.push(key);
    else waiting.push(...held);
  }
  return { partitions, waiting };
}

/** Which windows of a partition something still needs. */
export class Holds {
  private readonly windows = new Map<string, SealedWindow[]>();
  private readonly fresh = new Map<string, WindowKey[]>();

  constructor(
    private readonly stored: StoredPages,
    private readonly policy: RetentionPolicy,
  ) {
    for (const window of stored.windows.all()) append(this.windows, partitionName(partitionOf(window)), window);
    for (const { class: retentionClass, windowStartMs } of stored.fresh) {
      const key = { tier: RAW_TIER, class: retentionClass, windowStartMs };
      append(this.fresh, partitionName(partitionOf(key)), key);
    }
  }

  /** Empty when the partition may be dropped. Where the next tier is off, nothing holds it. */
  of(key: PartitionKey): WaitingWindow[] {
    const next = key.tier + 1;
    if (TIERS[next] === undefined || this.policy.keepMs(next, key.class) === 0) return [];
    const name = partitionName(key);
    const unbuilt = (this.windows.get(name) ?? []).filter((window) => !this.isDone(window, next));
    return [
      ...this.unsealed(name).map((window) => ({ key: window, reason: 'notSealed' as const })),
      ...unbuilt.map((window) => ({ key: window, reason: 'tierNotBuilt' as const })),
    ];
  }

  private unsealed(name: string): WindowKey[] {
    const keys = new Map((this.fresh.get(name) ?? []).map((key) => [windowKeyName(key), key]));
    return [...keys].flatMap(([window, key]) => (this.stored.damagedWindows.has(window) ? [] : [key]));
  }

  private isDone(window: SealedWindow, tier: number): boolean {
    if (window.samples === 0 || this.stored.damagedWindows.has(windowKeyName(window))) return true;
    const { minTimeMs, maxTimeMs } = window.directory;
    const last = windowOfTime(tier, maxTimeMs);
    for (let startMs = windowOfTime(tier, minTimeMs); startMs <= last; startMs += tierWindowMs(tier)) {
      const coarser = this.stored.windows.get({ tier, class: window.class, windowStartMs: startMs });
      if (coarser === undefined || !hasAllOf(coarser, window)) return false;
    }
    return true;
  }
}

/** Those that there are, and those that windows and fresh pages would be in: what is in memory leaves with them. */
export function allPartitions({ partitions, windows, fresh }: StoredPages): PartitionKey[] {
  const byName = new Map(partitions.map((key) => [partitionName(key), key]));
  const add = (key: WindowKey) => {
    const partition = partitionOf(key);
    byName.set(partitionName(partition), partition);
  };
  for (const window of windows.all()) add(window);
  for (const page of fresh) add({ ...page, tier: RAW_TIER });
  return [...byName.values()];
}

/** When the last window of a partition ends: one of the 1h tier may begin in December and end in January. */
export function endMs({ tier, toMs }: PartitionKey): number {
  const windowMs = tierWindowMs(tier);
  return windowMs === 0 ? toMs : (Math.ceil(toMs / windowMs) - 1) * windowMs + windowMs;
}

export function inOrderOfAge(keys: readonly PartitionKey[]): PartitionKey[] {
  return [...keys].sort((a, b) => a.tier - b.tier || a.toMs - b.toMs || a.class - b.class);
}

/** A window whose list of sources is damaged is never built again: what it was built from need not wait for it. */
function hasAllOf(coarser: SealedWindow, finer: SealedWindow): boolean {
  return sourcesOf(coarser).damaged === true || isBuiltFrom(coarser, finer);
}

function append<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const list = lists.get(name);
  if (list) list.push(item);
  else lists.set(name, [item]);
}
