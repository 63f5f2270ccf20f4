/** Which resolution answers a selector exactly enough. Pure. */
import type { ResolutionMs, SelectHints } from '../storage';
import { RAW_TIER, TIERS } from '../tiers';

/** A window that does not end on borders of buckets must be as many buckets long. */
const UNALIGNED_BUCKETS = 5;
/** What buckets answer nearly, they answer for intervals of so many of them: more than 8 hours of 5m, 4 days of 1h. */
const INEXACT_SPAN_BUCKETS = 100;

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
 * of its resolution, windows end where buckets do, and the answer is that of the samples. Otherwise a window may be off by
 * one bucket at each end, so it has to be several buckets long; and rates are measured between buckets, not extrapolated from
 * samples. What is not the same is answered so only for intervals that are long beside a bucket, or when it is asked for.
 *
 * @param spanMs of the interval that is read
 */
export function coarsestTier(hints: SelectHints, spanMs: number): number {
  for (let tier = TIERS.length - 1; tier > RAW_TIER; tier--) {
    const resolutionMs = TIERS[tier]?.resolutionMs ?? 0;
    if (resolutionMs <= longestBucket(hints, resolutionMs, spanMs)) return tier;
  }
  return RAW_TIER;
}

function longestBucket(hints: SelectHints, resolutionMs: ResolutionMs, spanMs: number): number {
  const { startMs, stepMs, rangeMs, func, maxResolutionMs } = hints;
  const lengthMs = rangeMs > 0 ? rangeMs : stepMs;
  const isAligned = [startMs, stepMs, rangeMs].every((ms) => ms !== undefined && ms % resolutionMs === 0);
  const longestMs = isAligned ? lengthMs : lengthMs / UNALIGNED_BUCKETS;
  if (maxResolutionMs !== undefined) return Math.min(longestMs, maxResolutionMs);
  const isSame = isAligned && !OF_COUNTERS.has(func);
  return isSame ? longestMs : Math.min(longestMs, spanMs / INEXACT_SPAN_BUCKETS);
}
