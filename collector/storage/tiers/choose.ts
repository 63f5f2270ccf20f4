/** Which resolution answers a selector exactly enough. Pure. */
import type { ResolutionMs, SelectHints } from '../storage';
import { RAW_TIER, TIERS } from '../tiers';

/** A window that does not end on borders of buckets must be as many buckets long. */
const UNALIGNED_BUCKETS = 5;

/** Functions of ranges that buckets answer: of what is in a window, and of counters. */
const OF_ALL = new Set(['max_over_time', 'count_over_time', 'last_over_time', 'present_over_time', 'absent_over_time']);
/** Buckets of counters do not have these. */
const NOT_OF_COUNTERS = new Set(['min_over_time', 'sum_over_time', 'avg_over_time']);
const OF_COUNTERS = new Set(['rate', 'increase']);

/** Whether buckets have what a selector needs, whatever their resolution. */
export function isAnsweredByTiers({ func, rangeMs }: SelectHints, counter: boolean): boolean {
  // Everything that is done with an instant vector only needs values; `timestamp` asks when they were sampled.
  if (rangeMs === 0) return func !== 'timestamp';
  return OF_ALL.has(func) || (counter ? OF_COUNTERS : NOT_OF_COUNTERS).has(func);
}

/**
 * The coarsest tier that answers a selector which tiers can answer, by number. Where evaluation times and ranges are multiples
 * of its resolution, windows end where buckets do, and the answer is that of the samples; otherwise a window may be off by
 * one bucket at each end, and has to be several buckets long.
 */
export function coarsestTier(hints: SelectHints): number {
  for (let tier = TIERS.length - 1; tier > RAW_TIER; tier--) {
    const resolutionMs = TIERS[tier]?.resolutionMs ?? 0;
    if (resolutionMs > (hints.maxResolutionMs ?? Infinity)) continue;
    if (resolutionMs <= longestBucket(hints, resolutionMs)) return tier;
  }
  return RAW_TIER;
}

function longestBucket({ startMs, stepMs, rangeMs }: SelectHints, resolutionMs: ResolutionMs): number {
  const lengthMs = rangeMs > 0 ? rangeMs : stepMs;
  const isAligned = [startMs, stepMs, rangeMs].every((ms) => ms !== undefined && ms % resolutionMs === 0);
  return isAligned ? lengthMs : lengthMs / UNALIGNED_BUCKETS;
}
