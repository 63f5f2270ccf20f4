import type { ResolutionMs } from '../storage';
import { TIERS } from '../tiers';

const DAY_MS = 86_400_000;

/** Where the buckets of one window of a downsampled tier lie. */
export interface BucketGrid {
  /** Stamp of row 0; a multiple of the resolution. */
  readonly windowStartMs: number;
  readonly resolutionMs: ResolutionMs;
  /** Rows to fill: those of the whole window, or fewer when it is not over. */
  readonly rows: number;
}

/**
 * Time that one window of each tier covers, by number; 0 for raw, whose windows are the store's to choose. Stored data depends
 * on it: never change one.
 */
const WINDOW_MS: readonly number[] = [0, DAY_MS, 30 * DAY_MS];

export function tierWindowMs(tier: number): number {
  return WINDOW_MS[tier] as number;
}

export function resolutionOf(tier: number): ResolutionMs {
  return TIERS[tier]?.resolutionMs ?? 0;
}

export function gridOf(tier: number, windowStartMs: number): BucketGrid {
  const resolutionMs = resolutionOf(tier);
  return { windowStartMs, resolutionMs, rows: tierWindowMs(tier) / resolutionMs };
}

/** Start of the window of a tier that has the bucket of a time. */
export function windowOfTime(tier: number, timeMs: number): number {
  const resolutionMs = resolutionOf(tier);
  const windowMs = tierWindowMs(tier);
  return Math.floor((Math.ceil(timeMs / resolutionMs) * resolutionMs) / windowMs) * windowMs;
}

/** The row of the bucket that a time falls into; outside `0 .. rows - 1` it is another window's. */
export function rowOf({ windowStartMs, resolutionMs }: BucketGrid, timeMs: number): number {
  return Math.ceil((timeMs - windowStartMs) / resolutionMs);
}

export function stampOf({ windowStartMs, resolutionMs }: BucketGrid, row: number): number {
  return windowStartMs + row * resolutionMs;
}
