import type { Labels } from '@/lib/labels/labels';

/** A series that is no longer in memory. */
export interface ColdSeries {
  readonly ref: number;
  readonly labels: Labels;
  /** Times of its first and last sample, inclusive; read back they may lie up to a second further apart. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Runs as they came, and the merged run of a day that has passed. Numbers are stored. */
export const RunLevel = { fresh: 0, merged: 1 } as const;
export type RunLevel = (typeof RunLevel)[keyof typeof RunLevel];

/** What names the pages of a run. */
export interface RunKey {
  readonly level: RunLevel;
  /** The UTC day in which the series of the run had their last sample. */
  readonly dayStartMs: number;
  /** Ascends, never reused: also what counts generations, as a run that replaces others has a higher number. */
  readonly run: number;
}

/** Series that were written together, sorted by (metric, ref). Immutable; its row in the database publishes it. */
export interface ColdRun extends RunKey {
  readonly series: number;
  /** Around the samples of all its series, inclusive. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** One page of a run. Dictionary pages come first, from part 0. */
export interface ColdPart {
  readonly part: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** As in log lines and warnings: `2026-11-22/run 17`. */
export function runName({ dayStartMs, run }: RunKey): string {
  return `${new Date(dayStartMs).toISOString().slice(0, 10)}/run ${run}`;
}
