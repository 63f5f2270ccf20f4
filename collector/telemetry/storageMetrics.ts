import type { Registry } from 'prom-client';
import { pulledCounter, pulledCounters, pulledGauge } from './pulled';

/** What the store can say about itself, in plain numbers. */
export interface StorageNumbers {
  readonly activeSeries: number;
  /** Totals since the start. */
  readonly samplesAppended: number;
  readonly seriesCreated: number;
  /** Samples and series that were not taken, by reason; the reasons are the words of the storage seam. */
  readonly refused: Readonly<Record<string, number>>;
  /** Samples that are in memory but not yet in the write-ahead log: bytes, and age of the oldest. */
  readonly logPendingBytes: number;
  readonly logLagMs: number;
  readonly logCommits: number;
  readonly logBytes: number;
  readonly headBytes: number;
  readonly pageCacheBytes: number;
  readonly pagesWritten: number;
  readonly pageBytesWritten: number;
  /** Whether Postgres took the last write. */
  readonly databaseUp: boolean;
}

type NumberField = { [K in keyof StorageNumbers]: StorageNumbers[K] extends number ? K : never }[keyof StorageNumbers];

const GAUGES: readonly (readonly [string, string, NumberField])[] = [
  ['belvedere_storage_active_series', 'Series in memory.', 'activeSeries'],
  ['belvedere_storage_log_pending_bytes', 'Bytes of samples that wait for the write-ahead log.', 'logPendingBytes'],
  ['belvedere_storage_head_bytes', 'Memory of the newest samples.', 'headBytes'],
  ['belvedere_storage_page_cache_bytes', 'Memory of the page cache.', 'pageCacheBytes'],
];

const COUNTERS: readonly (readonly [string, string, NumberField])[] = [
  ['belvedere_storage_samples_appended_total', 'Samples taken.', 'samplesAppended'],
  ['belvedere_storage_series_created_total', 'Series created.', 'seriesCreated'],
  ['belvedere_storage_log_commits_total', 'Rows written to the write-ahead log.', 'logCommits'],
  ['belvedere_storage_log_bytes_total', 'Bytes written to the write-ahead log.', 'logBytes'],
  ['belvedere_storage_pages_written_total', 'Pages written.', 'pagesWritten'],
  ['belvedere_storage_page_bytes_written_total', 'Bytes of pages written.', 'pageBytesWritten'],
  ['prometheus_tsdb_head_samples_appended_total', 'Samples taken.', 'samplesAppended'],
  ['prometheus_tsdb_head_series_created_total', 'Series created.', 'seriesCreated'],
];

export function registerStorageMetrics(registry: Registry, read: () => StorageNumbers): void {
  for (const [name, help, field] of GAUGES) pulledGauge(registry, { name, help }, () => read()[field]);
  for (const [name, help, field] of COUNTERS) pulledCounter(registry, { name, help }, () => read()[field]);
  pulledGauge(registry, { name: 'prometheus_tsdb_head_series', help: 'Series in memory.' }, () => read().activeSeries);
  pulledGauge(
    registry,
    { name: 'belvedere_storage_log_lag_seconds', help: 'Age of the oldest sample that is not in the write-ahead log.' },
    () => read().logLagMs / 1000,
  );
  pulledGauge(registry, { name: 'belvedere_storage_database_up', help: '1 while Postgres takes writes.' }, () =>
    read().databaseUp ? 1 : 0,
  );
  pulledCounters(
    registry,
    { name: 'belvedere_storage_refused_total', help: 'Samples and series that were not taken.', label: 'reason' },
    () => read().refused,
  );
}
