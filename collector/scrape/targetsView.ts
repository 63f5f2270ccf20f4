import type { MetricMetadata } from '@/collector/storage/storage';
import type { Labels } from '@/lib/labels/labels';
import type { ScrapeLoop } from './scrapeLoop';
import type { DroppedTarget, ScrapePool } from './scrapePool';
import type { ScrapeStatus } from './scrapeStatus';

/** A target that is being scraped, with its last scrape. */
export interface ActiveTargetView extends Omit<ScrapeStatus, 'totals'> {
  readonly discoveredLabels: Labels;
  readonly labels: Labels;
  readonly scrapePool: string;
  readonly scrapeUrl: string;
  readonly scrapeIntervalMs: number;
  readonly scrapeTimeoutMs: number;
  /** Sample lines of the last scrape. */
  readonly lastSamples: number;
  /** Of these, what metric relabelling left. */
  readonly lastSamplesPostRelabeling: number;
  readonly lastSeriesAdded: number;
  /** What # TYPE, # HELP and # UNIT of the target say. */
  metadata(): readonly MetricMetadata[];
}

export interface ScrapePoolView {
  readonly name: string;
  readonly active: readonly ActiveTargetView[];
  /** At most keep_dropped_targets of them. */
  readonly dropped: readonly DroppedTarget[];
  readonly droppedCount: number;
}

export function viewPool(pool: ScrapePool): ScrapePoolView {
  const name = pool.config.jobName;
  return {
    name,
    active: pool.loops.map((loop) => viewLoop(name, loop)).sort((a, b) => (a.scrapeUrl < b.scrapeUrl ? -1 : 1)),
    dropped: pool.dropped,
    droppedCount: pool.droppedCount,
  };
}

function viewLoop(scrapePool: string, loop: ScrapeLoop): ActiveTargetView {
  const { totals, ...status } = loop.status;
  const { discoveredLabels, labels, url, scrapeIntervalMs, scrapeTimeoutMs } = loop.currentTarget;
  return {
    ...status,
    discoveredLabels,
    labels,
    scrapePool,
    scrapeUrl: url,
    scrapeIntervalMs,
    scrapeTimeoutMs,
    lastSamples: totals.scraped,
    lastSamplesPostRelabeling: totals.postRelabeling,
    lastSeriesAdded: totals.seriesAdded,
    metadata: () => loop.metadata(),
  };
}

const LOCAL_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The scrape URL as it is reached from elsewhere: a local host name becomes `externalHost`. */
export function globalUrl(scrapeUrl: string, externalHost: string): string {
  const { hostname } = new URL(scrapeUrl);
  return LOCAL_HOSTS.has(hostname) ? scrapeUrl.replace(hostname, externalHost) : scrapeUrl;
}
