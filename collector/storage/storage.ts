/**
 * The seam between the store and everything that writes to or reads from it. Scrapes, pushes, rules and
 * queries know these types and nothing else of the store.
 *
 * Times are milliseconds since the epoch, intervals are inclusive at both ends.
 */
import type { Labels } from '@/lib/labels/labels';
import type { Matcher } from '@/lib/labels/matcher';

/** A series' integer name inside the store: positive, below 2^53, never reused. */
export type SeriesRef = number;

/** Why a sample was not taken. Expected outcomes, so values; none of them spoils the rest of the appender. */
export type AppendOutcome = 'ok' | 'duplicate' | 'outOfOrder' | 'tooOld' | 'tooFarAhead';

/** Why a series was not created. */
export type SeriesRefusal =
  | 'invalidLabels'
  | 'seriesLimit'
  | 'jobSeriesLimit'
  | 'newSeriesLimit'
  | 'tooManyLabels'
  | 'labelNameTooLong'
  | 'labelValueTooLong';

/**
 * Samples that share their timestamps and are written together: a scrape target, or job and instance for pushes.
 * Series keep the cohort they were created in while their timestamps agree with it.
 */
export interface CohortKey {
  readonly job: string;
  readonly instance: string;
  /** Tells apart two targets with equal job and instance: the scrape URL, or 'push'. */
  readonly origin: string;
}

/** What the metric is, from # TYPE, # HELP and # UNIT or from remote write metadata. */
export interface MetricMetadata {
  readonly metric: string;
  readonly type: 'counter' | 'gauge' | 'histogram' | 'gaugehistogram' | 'summary' | 'info' | 'stateset' | 'unknown';
  readonly help: string;
  readonly unit: string;
}

/** One observation that a sample stands for, mostly with the id of a trace. */
export interface Exemplar {
  /** Label set of the exemplar itself. */
  readonly labels: Labels;
  readonly value: number;
  readonly timestampMs: number;
}

/**
 * `duplicate`: the series' newest exemplar is the same one, which is no fault. `tooLong`: the texts of its labels have more
 * than 128 characters. `disabled`: no exemplars are kept.
 */
export type ExemplarOutcome = 'ok' | 'duplicate' | 'outOfOrder' | 'tooOld' | 'tooFarAhead' | 'tooLong' | 'disabled';

/** What a commit did, by outcome, and when it is safe. Samples that were refused by `append` are in `refused`, too. */
export interface Commit {
  readonly appended: number;
  readonly refused: Readonly<Record<Exclude<AppendOutcome, 'ok'>, number>>;
  /**
   * Resolves when the samples, those included that were there already, are in the write-ahead log of Postgres. Rejects with StorageUnavailableError
   * when Postgres cannot be reached: the samples are in memory, but not acknowledged as durable.
   */
  durable(): Promise<void>;
}

/**
 * One transaction of samples. Nothing is visible to queries before commit; an appender ends in exactly one
 * commit or rollback, and must not be used after it. Not for use across awaits by several callers at once.
 */
export interface Appender {
  /**
   * The ref of a series, created when it is new. `labels` must be a valid label set (labels.ts) with `__name__`.
   * The ref stays valid for later appenders until `append` answers for it with `undefined`.
   */
  series(labels: Labels): SeriesRef | SeriesRefusal;
  /** What to tell about a refusal: which limit fired, its value, and the setting that changes it. */
  explain(refusal: SeriesRefusal): string;
  /**
   * Adds one sample; one that the series has already with the same value is 'ok', and nothing is added. `undefined`: the ref is no longer known (the series was dropped from memory);
   * ask `series` again. NaN bits are kept when they come through `appendStale` only.
   */
  append(ref: SeriesRef, timestampMs: number, value: number): AppendOutcome | undefined;
  /** Adds a staleness marker. */
  appendStale(ref: SeriesRef, timestampMs: number): AppendOutcome | undefined;
  /**
   * Adds an exemplar of a series; its label set must be a valid one. `impliedTime`: it brought no time of its own, so one that
   * differs from the newest by its time only is the same one, seen again. `undefined`: as for `append`.
   */
  exemplar(ref: SeriesRef, exemplar: Exemplar, impliedTime: boolean): ExemplarOutcome | undefined;
  /** Takes note of a metric's metadata. */
  metadata(metadata: MetricMetadata): void;
  commit(): Commit;
  rollback(): void;
}

export interface AppenderOptions {
  /** Takes samples of any age within the retention, not only those of the out-of-order window: imports. */
  readonly backfill?: boolean;
}

export interface Appendable {
  appender(cohort: CohortKey, options?: AppenderOptions): Appender;
}

/** Distance of a tier's buckets in ms: samples as they came, five minutes, one hour. */
export type ResolutionMs = 0 | 300_000 | 3_600_000;

/** Tells the store what a selector is for, so that it may read less. All fields but `maxSamples` are advice. */
export interface SelectHints {
  /** Millisecond distance between evaluation steps; 0 for an instant query. */
  readonly stepMs: number;
  /** Length of the range selector in ms; 0 for an instant selector. */
  readonly rangeMs: number;
  /** Function or aggregation directly above the selector, '' if none. */
  readonly func: string;
  /** The first evaluation time, `offset` and `@` taken into account: tells whether buckets end where windows do. */
  readonly startMs?: number;
  /** The coarsest tier that may answer. Absent: as coarse as `func` allows at this step and range. */
  readonly maxResolutionMs?: ResolutionMs;
  /** Rejects with TooManySamplesError before it holds more than so many samples; no bound when absent. */
  readonly maxSamples?: number;
}

/** A stretch of a column that one tier answered. */
export interface ColumnPart {
  /** Index after the last sample of the stretch. */
  readonly until: number;
  readonly resolutionMs: ResolutionMs;
}

/**
 * The samples of one series within the querier's interval, ascending and unique in time. The columns are
 * immutable and owned by the store; `timestamps` may be the same object for several series (compare by
 * identity: windows are then computed once for all of them).
 */
export interface SeriesColumns {
  readonly ref: SeriesRef;
  readonly labels: Labels;
  /** Milliseconds. */
  readonly timestamps: Float64Array;
  /** `values[i]` belongs to `timestamps[i]`; staleness markers by their bits (lib/labels/staleness.ts). */
  readonly values: Float64Array;
  /** False guarantees that no staleness marker is in `values`. */
  readonly mayHaveStale: boolean;
  /**
   * The stretches of different tiers, in order of time; absent: all samples are raw. Where the resolution is above 0, a sample
   * stands for a bucket: the samples in `(timestamp - resolution, timestamp]`, and what its value is depends on the hints'
   * `func`: for max_over_time the largest, for min_over_time the smallest, for sum_over_time and avg_over_time the sum;
   * for rate and increase a counter that only grows, whose differences from bucket to bucket are the increases with resets
   * made good; else the last one. A staleness marker ends a bucket whose series had no sample left at its end: for an
   * instant selector (`rangeMs` 0) it stands in place of the value, for a range selector the value stands.
   *
   * A column with buckets also holds those of up to two resolutions before the interval, where there are any: the newest of
   * them answers an instant selector at the interval's beginning, and rates are measured from it. For rates, a bucket whose
   * series had no bucket just before it is preceded by a sample at the bucket's left border with the first value, so that
   * what a counter gained in it counts. Columns that share `timestamps` have equal parts.
   */
  readonly parts?: readonly ColumnPart[];
  /** How many raw samples each value stands for; absent: one each. Given for count_over_time and avg_over_time only. */
  readonly weights?: Float64Array;
}

export interface SeriesSet {
  /** In no particular order; label sets are unique. */
  readonly series: readonly SeriesColumns[];
  readonly warnings: readonly string[];
  /** The coarsest tier that answered; absent: raw. */
  readonly resolutionMs?: ResolutionMs;
  /** Set when `func` needs raw samples, but part of the interval is kept downsampled only. */
  readonly approximate?: boolean;
}

/** Exemplars of one series, ascending in time. */
export interface SeriesExemplars {
  readonly labels: Labels;
  readonly exemplars: readonly Exemplar[];
}

export interface ExemplarSet {
  /** Sorted by labels. */
  readonly series: readonly SeriesExemplars[];
  readonly warnings: readonly string[];
}

export interface LabelQuery {
  /** Alternatives: a series counts when it matches all matchers of at least one set. Empty: every series. */
  readonly matcherSets: readonly (readonly Matcher[])[];
  /** At most so many names; 0 for all. */
  readonly limit: number;
}

export interface Names {
  /** Sorted, unique. */
  readonly names: readonly string[];
  readonly warnings: readonly string[];
}

/** A consistent view of the store as of its creation. Close it, or what it names is never freed. */
export interface Querier {
  /**
   * Series that match all matchers and have a sample in the interval. Rejects with QueryAbortedError, and with
   * TooManySamplesError when the hints bound them.
   */
  select(matchers: readonly Matcher[], hints: SelectHints, signal: AbortSignal): Promise<SeriesSet>;
  /** Label sets only, without samples: `/api/v1/series`. */
  seriesLabels(
    query: LabelQuery,
    signal: AbortSignal,
  ): Promise<{ readonly series: readonly Labels[]; readonly warnings: readonly string[] }>;
  labelNames(query: LabelQuery, signal: AbortSignal): Promise<Names>;
  labelValues(name: string, query: LabelQuery, signal: AbortSignal): Promise<Names>;
  close(): void;
}

export interface Queryable {
  querier(minTimeMs: number, maxTimeMs: number): Querier;
  /** Metadata by metric name, newest first when a metric has several. */
  metadata(): ReadonlyMap<string, readonly MetricMetadata[]>;
}

export interface ExemplarQueryable {
  /** Exemplars of the series that match all matchers of at least one set. Rejects with QueryAbortedError. */
  exemplars(
    matcherSets: readonly (readonly Matcher[])[],
    minTimeMs: number,
    maxTimeMs: number,
    signal: AbortSignal,
  ): Promise<ExemplarSet>;
}

/** Postgres cannot be reached or refuses writes; the caller may retry. */
export class StorageUnavailableError extends Error {
  readonly code = 'storage_unavailable';
}

/** What was asked for is more than the store has room for; the message says which limit it is, and what to do. */
export class StorageLimitError extends Error {
  readonly code = 'storage_limit';
}

/** The signal given to a query fired. */
export class QueryAbortedError extends Error {
  readonly code = 'query_aborted';
}

/** What was to be selected is more than the caller wants to hold. */
export class TooManySamplesError extends Error {
  readonly code = 'too_many_samples';
  /** @param samples how many there are at least */
  constructor(readonly samples: number) {
    super(`more samples than wanted: at least ${samples}`);
  }
}
