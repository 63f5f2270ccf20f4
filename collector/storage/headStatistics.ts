import { type IndexStatistics, indexStatistics } from './head/indexStatistics';
import type { RefusedSeries, SeriesLimits } from './seriesGuard';
import type { StoreState } from './storeState';

/** The head at one moment, for the status page. */
export interface HeadStatistics extends IndexStatistics {
  /** Open blocks, one for each series with recent samples. */
  readonly chunkCount: number;
  /** Oldest and newest sample in open blocks, ms; 0 when there is none. */
  readonly minTimeMs: number;
  readonly maxTimeMs: number;
  readonly limits: SeriesLimits;
  /** New series that a limit kept out since the start. */
  readonly refusedSeries: readonly RefusedSeries[];
  /** Series that left memory since the start because they had no samples for long. */
  readonly idleSeriesDropped: number;
}

/** Lists are at most `limit` long. */
export function headStatistics(
  { head, guard, counters }: Pick<StoreState, 'head' | 'guard' | 'counters'>,
  limit: number,
): HeadStatistics {
  let minTimeMs = Number.POSITIVE_INFINITY;
  let maxTimeMs = 0;
  for (const { timestamps, rows } of head.openCohorts()) {
    for (let row = 0; row < rows; row++) {
      minTimeMs = Math.min(minTimeMs, timestamps[row] as number);
      maxTimeMs = Math.max(maxTimeMs, timestamps[row] as number);
    }
  }
  if (maxTimeMs === 0) minTimeMs = 0;
  return {
    ...indexStatistics(head.index, limit),
    chunkCount: head.cells.inUse,
    minTimeMs,
    maxTimeMs,
    limits: guard.seriesLimits,
    refusedSeries: guard.refused(),
    idleSeriesDropped: counters.idleSeriesDropped,
  };
}
