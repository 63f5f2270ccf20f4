/** Which tier answers which part of an interval. Pure. */
import type { SealedWindow } from '../postgres/sealedPages';
import type { WindowSet } from '../read/windowSet';
import { RAW_TIER, TIERS } from '../tiers';
import { resolutionOf } from './grid';
import { sourcesOf } from './sources';

/** Part of an interval, both ends included, that one tier answers: by its samples, or the stamps of its buckets. */
export interface Stretch extends Interval {
  readonly tier: number;
}

/** Both ends included, in ms. */
export interface Interval {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A tier's buckets reach so many resolutions back before an interval: see SeriesColumns. */
const BUCKETS_BEFORE = 2;

/**
 * Cuts an interval into what the wished tier answers; where that is not built, the next finer ones; and where they are past
 * their retention, the coarser ones.
 *
 * @returns in order of time; stretches of tiers begin up to two buckets before the interval
 */
export function stretchesOf(
  windows: WindowSet,
  retentionClass: number,
  wishedTier: number,
  minTimeMs: number,
  maxTimeMs: number,
): Stretch[] {
  const byTier = coverageOf(windows).get(retentionClass);
  if (byTier === undefined) return [{ tier: RAW_TIER, fromMs: minTimeMs, untilMs: maxTimeMs }];
  let open: Interval[] = [{ fromMs: minTimeMs, untilMs: maxTimeMs }];
  const found: Stretch[] = [];
  for (const tier of inOrderOfPreference(wishedTier)) {
    const left: Interval[] = [];
    for (const interval of open) {
      const { inside, outside } = cut(interval, byTier[tier] as readonly Interval[]);
      found.push(...inside.map((stretch) => ({ tier, ...stretch })));
      left.push(...outside);
    }
    open = left;
  }
  found.sort((a, b) => a.fromMs - b.fromMs);
  return withBucketsBefore(withWholeBuckets(found, byTier));
}

/**
 * Where finer buckets begin in the middle of a coarse one, as they do where their retention ends, the coarse one answers for all
 * of its time, and they begin after it.
 */
function withWholeBuckets(stretches: readonly Stretch[], byTier: readonly (readonly Interval[])[]): Stretch[] {
  const out: Stretch[] = [];
  for (const [i, stretch] of stretches.entries()) {
    const fromMs = Math.max(stretch.fromMs, (out.at(-1)?.untilMs ?? -Infinity) + 1);
    const stampMs = lastStamp(stretch, stretches[i + 1]);
    const isComplete = byTier[stretch.tier]?.some((covered) => covered.fromMs <= stampMs && stampMs <= covered.untilMs);
    const untilMs = isComplete ? stampMs : stretch.untilMs;
    if (fromMs <= untilMs) out.push({ tier: stretch.tier, fromMs, untilMs });
  }
  return out;
}

/**
 * The stamp of the bucket in which the next stretch begins. Days of raw samples leave at borders of buckets: raw samples that
 * begin elsewhere are the first there ever were, and know more than the bucket does.
 */
function lastStamp({ tier, untilMs }: Stretch, next: Stretch | undefined): number {
  const resolutionMs = resolutionOf(tier);
  if (resolutionMs === 0 || next === undefined) return untilMs;
  if (next.tier === RAW_TIER && (untilMs + 1) % resolutionMs !== 0) return untilMs;
  return Math.ceil(untilMs / resolutionMs) * resolutionMs;
}

function withBucketsBefore([first, ...others]: readonly Stretch[]): Stretch[] {
  if (first === undefined) return [];
  return [{ ...first, fromMs: first.fromMs - BUCKETS_BEFORE * resolutionOf(first.tier) }, ...others];
}

function inOrderOfPreference(wishedTier: number): number[] {
  const tiers = TIERS.map(({ number }) => number);
  return [...tiers.slice(0, wishedTier + 1).reverse(), ...tiers.slice(wishedTier + 1)];
}

/** The parts of an interval inside and outside of some intervals, which ascend and are apart. */
function cut({ fromMs, untilMs }: Interval, covered: readonly Interval[]) {
  const inside: Interval[] = [];
  const outside: Interval[] = [];
  let atMs = fromMs;
  for (const one of covered) {
    const from = Math.max(one.fromMs, atMs);
    const until = Math.min(one.untilMs, untilMs);
    if (from > until) continue;
    if (atMs < from) outside.push({ fromMs: atMs, untilMs: from - 1 });
    inside.push({ fromMs: from, untilMs: until });
    atMs = until + 1;
  }
  if (atMs <= untilMs) outside.push({ fromMs: atMs, untilMs });
  return { inside, outside };
}

/** By retention class and tier: the times that it answers. */
type Coverage = ReadonlyMap<number, readonly (readonly Interval[])[]>;

const known = new WeakMap<WindowSet, Coverage>();

function coverageOf(windows: WindowSet): Coverage {
  let coverage = known.get(windows);
  if (coverage === undefined) {
    const classes = new Set(Array.from(windows.all(), (window) => window.class));
    coverage = new Map(Array.from(classes, (each) => [each, coverageOfClass(windows, each)]));
    known.set(windows, coverage);
  }
  return coverage;
}

function coverageOfClass(windows: WindowSet, retentionClass: number): (readonly Interval[])[] {
  const byTier = TIERS.map(({ number }) => windows.ofTier(number).filter((window) => window.class === retentionClass));
  const ofTiers = byTier.slice(RAW_TIER + 1).map((ofTier) => joined(ofTier.map(coveredBy)));
  const [oldestRaw] = byTier[RAW_TIER] ?? [];
  // What is not sealed yet is newer than every window. Without raw windows all that is older is past its retention.
  const rawFromMs =
    oldestRaw?.windowStartMs ?? Math.max(...ofTiers.map((tier) => (tier.at(-1)?.untilMs ?? -Infinity) + 1));
  return [[{ fromMs: rawFromMs, untilMs: Infinity }], ...ofTiers];
}

/** Times of the samples that a window of a tier holds the buckets of. */
function coveredBy(window: SealedWindow): Interval {
  return {
    fromMs: window.windowStartMs - resolutionOf(window.tier) + 1,
    untilMs: sourcesOf(window).completeUntilMs,
  };
}

function joined(intervals: readonly Interval[]): Interval[] {
  const out: Interval[] = [];
  for (const interval of intervals) {
    const last = out.at(-1);
    if (last && interval.fromMs <= last.untilMs + 1) {
      out[out.length - 1] = { fromMs: last.fromMs, untilMs: Math.max(last.untilMs, interval.untilMs) };
    } else if (interval.fromMs <= interval.untilMs) out.push(interval);
  }
  return out;
}
