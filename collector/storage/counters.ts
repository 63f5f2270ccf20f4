import type { AppendOutcome } from './storage';

type Refusal = Exclude<AppendOutcome, 'ok'>;

/** What the store counts since it was opened. */
export interface StoreCounters {
  appended: number;
  /** Of these, samples that lay before what their series had in closed blocks, and samples of imports. */
  late: number;
  readonly refusedSamples: Record<Refusal, number>;
  /** Series that left memory because they had no samples for long. */
  idleSeriesDropped: number;
  /** Samples of closed blocks that were given up because Postgres was away for too long. */
  droppedSamples: number;
  droppedLogRows: number;
  replayedSamples: number;
  /** Rows and pages that could not be read. */
  damaged: number;
  outages: number;
  windowsSealed: number;
  /** Samples that sealing left out: their series had another value at that time already. */
  conflictingSamples: number;
}

export function newRefusals(): Record<Refusal, number> {
  return { duplicate: 0, outOfOrder: 0, tooOld: 0, tooFarAhead: 0 };
}

export function newCounters(): StoreCounters {
  return {
    appended: 0,
    late: 0,
    refusedSamples: newRefusals(),
    idleSeriesDropped: 0,
    droppedSamples: 0,
    droppedLogRows: 0,
    replayedSamples: 0,
    damaged: 0,
    outages: 0,
    windowsSealed: 0,
    conflictingSamples: 0,
  };
}
