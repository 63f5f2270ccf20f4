import type { StoreCounters } from './counters';
import type { RefusedSeries } from './seriesGuard';
import type { StoreState } from './storeState';
import { RAW_TIER } from './tiers';

/** The store at one moment, for the status page and /metrics. */
export interface StoreStats extends StoreCounters {
  /** Series in the index, and those of them with samples in an open block. */
  readonly series: number;
  readonly activeSeries: number;
  readonly cohorts: number;
  readonly headBytes: number;
  readonly symbols: number;
  readonly indexBytes: number;
  readonly refusedSeries: readonly RefusedSeries[];
  /** Late samples that are not in pages yet, and the memory they take. */
  readonly lateSamples: number;
  readonly lateBytes: number;
  readonly freshPages: number;
  /** Closed blocks that Postgres does not have yet. */
  readonly waitingPageBytes: number;
  readonly sealedWindows: number;
  readonly sealedSamples: number;
  readonly sealedBytes: number;
  readonly cacheBytes: number;
  readonly cacheHits: number;
  readonly cacheMisses: number;
  /** Commits and bytes that are not in the log yet. */
  readonly pendingCommits: number;
  readonly pendingLogBytes: number;
  readonly lastLogInsertMs: number;
  /** Samples that a start would replay. */
  readonly logSamples: number;
  readonly openQueriers: number;
  readonly postgresAway: boolean;
}

export function storeStats(state: StoreState): StoreStats {
  const { head, fresh, log, loader } = state;
  const windows = state.windows.ofTier(RAW_TIER);
  let cohorts = 0;
  for (const _ of head.openCohorts()) cohorts++;
  return {
    ...state.counters,
    series: head.index.count,
    activeSeries: head.cells.inUse,
    cohorts,
    headBytes: head.cells.bytes,
    symbols: head.index.table.symbols.count,
    indexBytes: head.index.bytes,
    refusedSeries: state.guard.refused(),
    lateSamples: head.late.samples,
    lateBytes: head.late.bytes,
    freshPages: fresh.count,
    waitingPageBytes: fresh.waitingBytes,
    sealedWindows: windows.length,
    sealedSamples: windows.reduce((sum, window) => sum + window.samples, 0),
    sealedBytes: windows.reduce((sum, window) => sum + window.directory.bytes, 0),
    cacheBytes: loader.cache.bytes,
    cacheHits: loader.cache.hits,
    cacheMisses: loader.cache.misses,
    pendingCommits: log.pendingCommits,
    pendingLogBytes: log.pendingBytes,
    lastLogInsertMs: log.lastInsertMs,
    logSamples: log.liveSamples,
    openQueriers: state.views.count,
    postgresAway: log.isAway,
  };
}
