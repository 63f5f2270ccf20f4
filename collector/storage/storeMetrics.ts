import type { StoreStats } from './storeStats';

/** One metric of the store with its present values, for whoever serves /metrics. */
export interface StoreMetric {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly samples: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

export function storeMetrics(stats: StoreStats): StoreMetric[] {
  const gauge = (name: string, help: string, value: number) => metric('gauge', name, help, [{ labels: {}, value }]);
  const counter = (name: string, help: string, value: number) => metric('counter', name, help, [{ labels: {}, value }]);
  return [
    gauge('series', 'Series in the index.', stats.series),
    gauge('active_series', 'Series with samples in an open block.', stats.activeSeries),
    gauge('head_bytes', 'Memory of open blocks.', stats.headBytes),
    gauge('symbols', 'Distinct label names and values.', stats.symbols),
    counter('samples_appended_total', 'Samples taken.', stats.appended),
    counter('late_samples_appended_total', 'Samples taken out of order, and samples of imports.', stats.late),
    gauge('late_samples', 'Late samples that are not in pages yet.', stats.lateSamples),
    gauge('late_bytes', 'Memory of late samples.', stats.lateBytes),
    metric('counter', 'samples_refused_total', 'Samples refused, by reason.', byReason(stats.refusedSamples)),
    metric('counter', 'series_refused_total', 'New series refused, by reason and job.', refusals(stats.refusedSeries)),
    counter('series_dropped_total', 'Series that left memory without samples for long.', stats.idleSeriesDropped),
    gauge('index_bytes', 'Memory of the series index.', stats.indexBytes),
    counter('samples_dropped_total', 'Samples given up because Postgres was away for too long.', stats.droppedSamples),
    counter('log_rows_dropped_total', 'Write-ahead rows given up while Postgres was away.', stats.droppedLogRows),
    gauge('log_pending_bytes', 'Bytes that are not in the write-ahead log yet.', stats.pendingLogBytes),
    gauge('log_pending_commits', 'Commits that are not in the write-ahead log yet.', stats.pendingCommits),
    gauge(
      'log_insert_seconds',
      'How long the last insert into the write-ahead log took.',
      stats.lastLogInsertMs / 1000,
    ),
    gauge('log_samples', 'Samples in the write-ahead log: a start would replay them.', stats.logSamples),
    gauge('postgres_up', 'Whether Postgres takes what is written.', stats.postgresAway ? 0 : 1),
    counter('outages_total', 'How often Postgres went away.', stats.outages),
    gauge('fresh_pages', 'Pages of windows that are not sealed yet.', stats.freshPages),
    gauge('waiting_page_bytes', 'Closed blocks that Postgres does not have yet.', stats.waitingPageBytes),
    gauge('sealed_windows', 'Sealed windows.', stats.sealedWindows),
    gauge('sealed_samples', 'Samples in sealed windows.', stats.sealedSamples),
    gauge('sealed_bytes', 'Bytes of sealed pages.', stats.sealedBytes),
    counter('windows_sealed_total', 'Windows sealed since the start.', stats.windowsSealed),
    counter(
      'conflicting_samples_total',
      'Samples left out when a window was sealed: their series had another value at that time already.',
      stats.conflictingSamples,
    ),
    counter('damaged_total', 'Stored rows and pages that could not be read.', stats.damaged),
    counter('replayed_samples_total', 'Samples read back from the write-ahead log at start.', stats.replayedSamples),
    gauge('page_cache_bytes', 'Memory of the page cache.', stats.cacheBytes),
    counter('page_cache_hits_total', 'Pages found in the cache.', stats.cacheHits),
    counter('page_cache_misses_total', 'Pages read from Postgres.', stats.cacheMisses),
    gauge('open_queriers', 'Queriers that are open.', stats.openQueriers),
  ];
}

function metric(type: StoreMetric['type'], name: string, help: string, samples: StoreMetric['samples']): StoreMetric {
  return { name: `belvedere_storage_${name}`, type, help, samples };
}

function byReason(counts: Readonly<Record<string, number>>): StoreMetric['samples'] {
  return Object.entries(counts).map(([reason, value]) => ({ labels: { reason }, value }));
}

function refusals(refused: StoreStats['refusedSeries']): StoreMetric['samples'] {
  return refused.map(({ reason, job, count }) => ({ labels: { reason, job }, value: count }));
}
