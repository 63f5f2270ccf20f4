import type { SealedWindow } from '../postgres/sealedPages';

/** A stretch of time; both ends belong to it. Milliseconds. */
export interface Interval {
  readonly fromMs: number;
  readonly untilMs: number;
}

export const EVER: Interval = { fromMs: -Infinity, untilMs: Infinity };

/** Stretches of series that were deleted by one request. Structured-cloneable. */
export interface Tombstone {
  /**
   * A number of the sequence of fresh pages. Pages with smaller numbers were made before the deletion, and what is in them is
   * deleted; what came later is in pages with larger ones, and is new data.
   */
  readonly id: number;
  /** Log rows with smaller sequences are older than the deletion. */
  readonly logSequence: number;
  readonly minMs: number;
  /** Ascending. */
  readonly refs: Uint32Array;
  /** Where the stretch of `refs[i]` ends: at the series' last sample, if that came before the end that was asked for. */
  readonly maxMs: Float64Array;
}

/** Deletions that are not carried out in all pages yet. Immutable. */
export class Deletions {
  static readonly NONE = new Deletions([]);

  constructor(readonly all: readonly Tombstone[]) {}

  get isEmpty(): boolean {
    return this.all.length === 0;
  }

  /** 0 when there are none. */
  get newestId(): number {
    return this.all.reduce((newest, { id }) => Math.max(newest, id), 0);
  }

  with(tombstone: Tombstone): Deletions {
    return new Deletions([...this.all, tombstone]);
  }

  without(ids: ReadonlySet<number>): Deletions {
    return new Deletions(this.all.filter(({ id }) => !ids.has(id)));
  }

  /**
   * Those that speak of pages: a fresh page by its id, or a window by its `deletionsUntil`, with samples in an interval.
   */
  ofPages(number: number, { fromMs, untilMs }: Interval): Deletions {
    if (this.all.length === 0) return this;
    const found = this.all.filter((tombstone) => {
      return tombstone.id > number && tombstone.minMs <= untilMs && newestMs(tombstone) >= fromMs;
    });
    return found.length === 0 ? Deletions.NONE : new Deletions(found);
  }

  /**
   * The number up to which all deletions are carried out in windows: what is built from them need not have later ones
   * applied that speak of other times.
   */
  carriedOutIn(windows: readonly SealedWindow[]): number {
    const left = this.all.filter((tombstone) => {
      return windows.some(({ deletionsUntil, directory }) => {
        if (tombstone.id <= deletionsUntil) return false;
        return tombstone.minMs <= directory.maxTimeMs && newestMs(tombstone) >= directory.minTimeMs;
      });
    });
    return left.length === 0 ? this.newestId : Math.min(...left.map(({ id }) => id)) - 1;
  }

  /** Whether one of the series has something deleted. */
  touchesAny(refs: Iterable<number>): boolean {
    if (this.all.length === 0) return false;
    for (const ref of refs) if (this.all.some((tombstone) => indexOf(tombstone.refs, ref) >= 0)) return true;
    return false;
  }

  /** What is deleted of a series within an interval, in order and apart. */
  deletedOf(ref: number, { fromMs, untilMs }: Interval): Interval[] {
    const found: Interval[] = [];
    for (const { refs, minMs, maxMs } of this.all) {
      const i = indexOf(refs, ref);
      if (i < 0 || minMs > untilMs || (maxMs[i] as number) < fromMs) continue;
      found.push({ fromMs: Math.max(fromMs, minMs), untilMs: Math.min(untilMs, maxMs[i] as number) });
    }
    return joined(found);
  }

  /** What is left of an interval for a series. */
  keptOf(ref: number, interval: Interval): Interval[] {
    const kept: Interval[] = [];
    let fromMs = interval.fromMs;
    for (const deleted of this.deletedOf(ref, interval)) {
      if (deleted.fromMs > fromMs) kept.push({ fromMs, untilMs: deleted.fromMs - 1 });
      fromMs = deleted.untilMs + 1;
    }
    if (fromMs <= interval.untilMs) kept.push({ fromMs, untilMs: interval.untilMs });
    return kept;
  }

  /** Whether a sample of the log was deleted after it was written there. */
  hasLogged(ref: number, timestampMs: number, sequence: number): boolean {
    for (const { refs, minMs, maxMs, logSequence } of this.all) {
      if (sequence >= logSequence || timestampMs < minMs) continue;
      const i = indexOf(refs, ref);
      if (i >= 0 && timestampMs <= (maxMs[i] as number)) return true;
    }
    return false;
  }
}

/** The last time that anything is deleted at. */
export function newestMs({ maxMs }: Tombstone): number {
  return maxMs.reduce((newest, ms) => Math.max(newest, ms), -Infinity);
}

/** Whether all that an earlier deletion speaks of is deleted by a later one, too. */
export function covers(later: Tombstone, earlier: Tombstone): boolean {
  if (later.minMs > earlier.minMs || later.refs.length < earlier.refs.length) return false;
  return earlier.refs.every((ref, i) => {
    const found = indexOf(later.refs, ref);
    return found >= 0 && (later.maxMs[found] as number) >= (earlier.maxMs[i] as number);
  });
}

function indexOf(refs: Uint32Array, ref: number): number {
  let low = 0;
  let high = refs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((refs[middle] as number) < ref) low = middle + 1;
    else high = middle;
  }
  return refs[low] === ref ? low : -1;
}

function joined(intervals: Interval[]): Interval[] {
  if (intervals.length < 2) return intervals;
  intervals.sort((a, b) => a.fromMs - b.fromMs);
  const out: Interval[] = [];
  for (const interval of intervals) {
    const last = out.at(-1);
    if (last === undefined || interval.fromMs > last.untilMs + 1) out.push(interval);
    else out[out.length - 1] = { fromMs: last.fromMs, untilMs: Math.max(last.untilMs, interval.untilMs) };
  }
  return out;
}
