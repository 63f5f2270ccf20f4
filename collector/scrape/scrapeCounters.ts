import type { Commit } from '@/collector/storage/storage';
import type { ScrapeTotals } from './appendScrape';

/**
 * What all scrapes together did since the start, for the collector's own /metrics. Plain numbers: whoever exposes
 * them gives them names.
 */
export interface ScrapeCounters {
  scrapes: number;
  failedScrapes: number;
  samplesAppended: number;
  /** Scrapes that failed by limit. */
  bodySizeLimit: number;
  sampleLimit: number;
  labelLimit: number;
  targetLimit: number;
  /** Samples that were not stored, by reason. */
  duplicateSamples: number;
  outOfOrderSamples: number;
  tooOldSamples: number;
  tooFarAheadSamples: number;
  /** Samples of series the store refused to create. */
  refusedSeriesSamples: number;
  /** Commits that failed. */
  storageErrors: number;
}

export function newScrapeCounters(): ScrapeCounters {
  return {
    scrapes: 0,
    failedScrapes: 0,
    samplesAppended: 0,
    bodySizeLimit: 0,
    sampleLimit: 0,
    labelLimit: 0,
    targetLimit: 0,
    duplicateSamples: 0,
    outOfOrderSamples: 0,
    tooOldSamples: 0,
    tooFarAheadSamples: 0,
    refusedSeriesSamples: 0,
    storageErrors: 0,
  };
}

/** Counts one scrape that was committed, failed or not. */
export function countCommit(counters: ScrapeCounters, commit: Commit, totals: ScrapeTotals): void {
  const { appended, refused } = commit;
  counters.scrapes++;
  counters.samplesAppended += appended;
  counters.duplicateSamples += totals.duplicates + refused.duplicate;
  counters.outOfOrderSamples += refused.outOfOrder;
  counters.tooOldSamples += refused.tooOld;
  counters.tooFarAheadSamples += refused.tooFarAhead;
  counters.refusedSeriesSamples += totals.refused;
}
