/** What the HTTP API needs of the rest of the collector: small read-only views, joined in main.ts. */

import type { WriteVersion } from '@/collector/push/writeProtocol';
import type { QueryEngine } from '@/collector/query/result';
import type { ExemplarQueryable, MetricMetadata, Queryable } from '@/collector/storage/storage';
import type { Importer } from '@/collector/transfer/importExposition';
import type { SealResult } from '@/lib/api/sealResult';
import type { Labels } from '@/lib/labels/labels';
import type { Matcher } from '@/lib/labels/matcher';

/** One target as it is scraped now. */
export interface ActiveTarget {
  /** Before relabelling, with `__address__` and all `__meta_` labels. */
  readonly discoveredLabels: Labels;
  /** After relabelling, as they stand on every series of the target. */
  readonly labels: Labels;
  readonly scrapeUrl: string;
  /** Empty when the last scrape went well. */
  readonly lastError: string;
  /** What of a good scrape was not stored, and why; empty when all was. */
  readonly lastWarning: string;
  /** The limit that made the last scrape fail. */
  readonly limitExceeded: string | undefined;
  /** 0 before the first scrape. */
  readonly lastScrapeMs: number;
  readonly lastScrapeDurationMs: number;
  readonly health: 'up' | 'down' | 'unknown';
  readonly scrapeIntervalMs: number;
  readonly scrapeTimeoutMs: number;
  /** Samples of the last scrape, before and after metric relabelling, and the series it created. */
  readonly lastSamples: number;
  readonly lastSamplesPostRelabeling: number;
  readonly lastSeriesAdded: number;
  /** What the target said about its metrics in # TYPE, # HELP and # UNIT. */
  metadata(): readonly MetricMetadata[];
}

export interface TargetPool {
  readonly name: string;
  readonly active: readonly ActiveTarget[];
  /** Targets that relabelling dropped, as many as are kept, and how many there were. */
  readonly dropped: readonly { readonly discoveredLabels: Labels }[];
  readonly droppedCount: number;
}

export interface TargetRetriever {
  pools(): readonly TargetPool[];
}

/** A part of the configuration that is valid, but not served yet. */
export interface ConfigNotice {
  readonly path: string;
  readonly message: string;
}

export interface BuildInfo {
  readonly version: string;
  readonly revision: string;
  readonly branch: string;
}

export interface RuntimeInfo {
  readonly startTimeMs: number;
  readonly hostname: string;
  /** When the configuration in force was loaded, and whether the newest attempt to load it went well. */
  readonly lastConfigTimeMs: number;
  readonly reloadConfigSuccess: boolean;
  /** As Prometheus prints it: `15d`. */
  readonly storageRetention: string;
  /** How often targets are scraped whose job says nothing else. */
  readonly scrapeIntervalMs: number;
}

export interface NamedCount {
  readonly name: string;
  readonly value: number;
}

export interface TsdbStatus {
  readonly seriesCount: number;
  readonly labelPairCount: number;
  readonly chunkCount: number;
  /** Oldest and newest sample in memory in ms; 0 when there is none. */
  readonly minTimeMs: number;
  readonly maxTimeMs: number;
  /** Each sorted by value, largest first, at most as many as were asked for. */
  readonly seriesCountByMetricName: readonly NamedCount[];
  readonly labelValueCountByLabelName: readonly NamedCount[];
  readonly memoryInBytesByLabelName: readonly NamedCount[];
  readonly seriesCountByLabelPair: readonly NamedCount[];
  /** What bounds the series in memory; 0: no limit. */
  readonly limits: Readonly<
    Record<
      | 'maxSeries'
      | 'maxSeriesPerJob'
      | 'maxNewSeriesPerHour'
      | 'maxLabels'
      | 'maxLabelNameBytes'
      | 'maxLabelValueBytes',
      number
    >
  >;
  /** New series that a limit kept out since the start. */
  readonly refusedSeries: readonly { readonly reason: string; readonly job: string; readonly count: number }[];
  /** Series that left memory since the start because they had no samples for long. */
  readonly idleSeriesDropped: number;
}

/** How much of the write-ahead log is replayed at start; numbers of its rows, 0 before it begins. */
export interface WalReplayStatus {
  readonly min: number;
  readonly max: number;
  readonly current: number;
  readonly state: 'waiting' | 'in progress' | 'done';
}

export interface StatusInfo {
  buildInfo(): BuildInfo;
  runtimeInfo(): RuntimeInfo;
  /** Settings in force under the names of Prometheus' flags; secrets left out. */
  flags(): Readonly<Record<string, string>>;
  /** The configuration in force as YAML, secrets as `<secret>`. */
  configYaml(): string;
  configNotices(): readonly ConfigNotice[];
  tsdb(limit: number): TsdbStatus;
  walReplay(): WalReplayStatus;
}

export interface WrittenCounts {
  readonly samples: number;
  readonly histograms: number;
  readonly exemplars: number;
}

/** The receiver of remote write; collector/push has it. */
export interface RemoteWriteReceiver {
  /** Takes the snappy-compressed body of one request. Rejects with WriteRequestError when it cannot be read. */
  write(
    body: Uint8Array,
    version: WriteVersion,
  ): Promise<{
    readonly written: WrittenCounts;
    /** Why the first refused sample was refused, all others having been taken; undefined when all were. */
    readonly rejection: string | undefined;
    /** Resolves after the write-ahead commit; rejects with StorageUnavailableError. */
    durable(): Promise<void>;
  }>;
}

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/** The registry behind `/metrics`; prom-client's fits. */
export interface MetricsSource {
  readonly contentType: string;
  metrics(): Promise<string>;
}

/** One finished request, for the collector's own metrics. `handler` is the route's pattern, never the URL. */
export interface HttpObserver {
  observe(handler: string, method: string, status: number, durationMs: number): void;
}

export interface Log {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What is stored of some series in an interval, both ends included. */
export interface DeleteRequest {
  /** A series counts when it matches all matchers of at least one set. */
  readonly matcherSets: readonly (readonly Matcher[])[];
  readonly fromMs: number;
  readonly untilMs: number;
  readonly signal: AbortSignal;
}

/** How far moving of older windows to their present retention classes is. */
export interface RepackStatus {
  readonly running: boolean;
  readonly windowsDone: number;
  readonly windowsTotal: number;
  readonly seriesMoved: number;
  /** Why it stopped; '' when it did not, or never ran. */
  readonly error: string;
}

/** Administration of stored series; the store has it. */
export interface SeriesAdmin {
  /** Answers of how many series something was deleted, when that is durable. Rejects with StorageUnavailableError and StorageLimitError. */
  deleteSeries(request: DeleteRequest): Promise<number>;
  /** Removes what was deleted from the disk, as far as it lies in sealed windows. */
  cleanTombstones(): Promise<void>;
  /** Begins to repack, or goes on with it, and answers at once. Rejects with StorageUnavailableError. */
  startRepack(): Promise<RepackStatus>;
  repackStatus(): RepackStatus;
}

export interface ApiDeps {
  readonly engine: QueryEngine;
  readonly queryable: Queryable;
  readonly exemplars: ExemplarQueryable;
  readonly targets: TargetRetriever;
  /** A scrape URL as other machines reach it: a loopback host becomes this machine's name. */
  readonly globalUrl: (scrapeUrl: string) => string;
  readonly status: StatusInfo;
  readonly remoteWrite: RemoteWriteReceiver;
  readonly seriesAdmin: SeriesAdmin;
  readonly importer: Importer;
  /** Text exposition of each built-in exporter, by the name in its URL. */
  readonly exporters: ReadonlyMap<string, () => Promise<string>>;
  readonly metrics: MetricsSource;
  readonly readiness: () => Readiness;
  /** Seals all windows and builds their tiers up to now. Rejects with StorageUnavailableError. */
  readonly seal: () => Promise<SealResult>;
  /** Loads the configuration again; rejects when it is broken. Absent: the lifecycle API is switched off. */
  readonly reload?: () => Promise<void>;
  readonly http: HttpObserver;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Address of the web app, for the page at `/`. */
  readonly webUrl: string;
}
