import type { PanelResult } from '@/components/query/panelQueries';
import { bodyBytes } from '@/lib/api/frames';
import type { TierName } from '@/lib/api/tier';

/** What one query of a panel cost and gave. */
export interface QueryStats {
  readonly refId: string;
  readonly kind: 'range' | 'instant';
  /** Series sent, and how many there were. */
  readonly series: number;
  readonly totalSeries: number;
  readonly steps: number;
  readonly stepMs: number;
  /** Steps with a sample, over all series. */
  readonly points: number;
  /** What the collector read and looked at. */
  readonly readSeries: number;
  readonly readSamples: number;
  readonly collectorMs: number;
  /** Numbers and presence as they were sent. */
  readonly bytes: number;
  /** The coarsest one that answered; approximate when a function needs raw samples. */
  readonly tier: TierName;
  readonly approximate: boolean;
}

export function queryStats({ planned, frame }: PanelResult): QueryStats {
  const { header, present } = frame;
  const { statistics } = header;
  return {
    refId: planned.target.refId,
    kind: planned.query.kind,
    series: header.series.length,
    totalSeries: header.totalSeries,
    steps: header.steps,
    stepMs: header.stepMs,
    points: countBits(present),
    readSeries: statistics.series,
    readSamples: statistics.samples,
    collectorMs: statistics.durationMs,
    bytes: bodyBytes(header),
    tier: header.tier,
    approximate: header.approximate === true,
  };
}

function countBits(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) for (let rest = byte; rest !== 0; rest &= rest - 1) count++;
  return count;
}
