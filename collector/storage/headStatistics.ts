import type { Head } from './head/head';
import { type IndexStatistics, indexStatistics } from './head/indexStatistics';

/** The head at one moment, for the status page. */
export interface HeadStatistics extends IndexStatistics {
  /** Open blocks, one for each series with recent samples. */
  readonly chunkCount: number;
  /** Oldest and newest sample in open blocks, ms; 0 when there is none. */
  readonly minTimeMs: number;
  readonly maxTimeMs: number;
}

/** Lists are at most `limit` long. */
export function headStatistics(head: Head, limit: number): HeadStatistics {
  let minTimeMs = Number.POSITIVE_INFINITY;
  let maxTimeMs = 0;
  for (const { timestamps, rows } of head.openCohorts()) {
    for (let row = 0; row < rows; row++) {
      minTimeMs = Math.min(minTimeMs, timestamps[row] as number);
      maxTimeMs = Math.max(maxTimeMs, timestamps[row] as number);
    }
  }
  if (maxTimeMs === 0) minTimeMs = 0;
  return { ...indexStatistics(head.index, limit), chunkCount: head.cells.inUse, minTimeMs, maxTimeMs };
}
