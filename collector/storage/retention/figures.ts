import type { StoreMetric } from '../storeMetrics';
import { TIERS } from '../tiers';
import type { WaitingWindow } from './expiry';

/** Which limit made a partition go. */
export type DropReason = 'time' | 'size' | 'disk';

/** What retention knows of itself; kept up to date by retire.ts. */
export class RetentionFigures {
  /** Past their retention, and held until the next tier has what is in them. */
  waiting: readonly WaitingWindow[] = [];
  oldestWaitingMs = 0;
  /** By tier. */
  bytes: readonly number[] = TIERS.map(() => 0);
  /** Time of the oldest sample by tier, NaN where there is none. */
  oldestSampleMs: readonly number[] = TIERS.map(() => Number.NaN);
  /** All tables of the store. */
  storeBytes = 0;
  maxBytes = 0;
  /** The room that a limit asks for, and that nothing could be dropped for. */
  unmetBytes = 0;
  readonly dropped: Record<DropReason, number> = { time: 0, size: 0, disk: 0 };
}

/** @param deletions that are not carried out everywhere yet */
export function retentionMetrics(figures: RetentionFigures, deletions: number): StoreMetric[] {
  const byTier = (values: readonly number[]) =>
    TIERS.map(({ number, name }) => ({ labels: { tier: name }, value: values[number] as number }));
  const one = (value: number) => [{ labels: {}, value }];
  const waiting = TIERS.map(({ number }) => figures.waiting.filter(({ key }) => key.tier === number).length);
  const oldest = figures.oldestSampleMs.map((ms) => ms / 1000);
  const dropped = Object.entries(figures.dropped).map(([reason, value]) => ({ labels: { reason }, value }));
  return [
    gauge('disk_bytes', 'Bytes on disk of stored pages, by tier.', byTier(figures.bytes)),
    gauge('disk_store_bytes', 'Bytes on disk of all tables of the store.', one(figures.storeBytes)),
    gauge('retention_limit_bytes', 'Bytes that the store may take on disk; 0: no bound.', one(figures.maxBytes)),
    gauge('retention_unmet_bytes', 'Bytes above a limit that nothing can be dropped for.', one(figures.unmetBytes)),
    gauge('oldest_sample_timestamp_seconds', 'Time of the oldest sealed sample, by tier.', byTier(oldest)),
    gauge('retention_waiting_windows', 'Windows past their retention that wait for the next tier.', byTier(waiting)),
    gauge('retention_waiting_seconds', 'How long the oldest of them waits.', one(figures.oldestWaitingMs / 1000)),
    gauge('pending_deletions', 'Deletions that are not carried out in all pages yet.', one(deletions)),
    {
      name: 'belvedere_storage_partitions_dropped_total',
      type: 'counter',
      help: 'Partitions of pages dropped since the start, by the limit that fired.',
      samples: dropped,
    },
  ];
}

function gauge(name: string, help: string, samples: StoreMetric['samples']): StoreMetric {
  return { name: `belvedere_storage_${name}`, type: 'gauge', help, samples };
}
