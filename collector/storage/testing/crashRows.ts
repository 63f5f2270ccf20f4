/** What crashWriter.ts appends, and its test expects. */
import type { StoreLimits } from '../limits';

/** 200 series; blocks, segments and windows so short that every kind of work is under way at any moment. */
export const CRASH_SERIES = Array.from({ length: 200 }, (_, i) => ({ __name__: `m${i % 7}`, i: String(i) }));

export const CRASH_LIMITS: Partial<StoreLimits> = {
  blockMs: 700,
  lateMs: 400,
  windowMs: 2_000,
  sealQuietMs: 500,
  sealedPageBytes: 1_500,
  maxMergeBytes: 20_000,
  logSegmentMs: 800,
  lockWaitMs: 10_000,
};

export function crashRowTime(startMs: number, row: number): number {
  return startMs + row * 10;
}

/** The inverse of crashRowTime. */
export function crashRowOf(startMs: number, timeMs: number): number {
  return (timeMs - startMs) / 10;
}

export function crashValue(series: number, row: number): number | undefined {
  if ((series + row) % 11 === 0) return undefined;
  return series % 2 === 0 ? row * series : Math.sqrt(row + series);
}

/** A row's late samples come with the row so many later, when its blocks are closed. */
export const CRASH_LATE_ROWS = 120;

/** Half of the samples that a row left out, and some that it has already. */
export function crashLateValue(series: number, row: number): number | undefined {
  if ((series + row) % 11 === 1) return crashValue(series, row);
  return (series + row) % 22 === 0 ? -row : undefined;
}
