/** What bounds the store; each with a default that suits one small host. */
export interface StoreLimits {
  /** Series in memory at most, in all and of one job (label job); 0: no limit. Over it new ones are refused. */
  readonly maxSeries: number;
  readonly maxSeriesPerJob: number;
  /** New series of one job within an hour of the clock; 0: no limit. */
  readonly maxNewSeriesPerHour: number;
  /** Labels of a series, the metric's name included, and the bytes of each in UTF-8. */
  readonly maxLabels: number;
  readonly maxLabelNameBytes: number;
  readonly maxLabelValueBytes: number;
  /** Exemplars in memory; 0: none are kept. */
  readonly maxExemplars: number;
  /** A series without samples for this long leaves memory. */
  readonly idleSeriesMs: number;
  /** Bytes of samples kept while Postgres is away, half for the log and half for closed blocks. */
  readonly maxOutageBytes: number;
  /** Bytes of pages kept after reading or writing them. */
  readonly maxCacheBytes: number;
  /** Encoded samples that sealing holds in memory at once; a window with more is merged in several passes. */
  readonly maxMergeBytes: number;
  /** Sealed pages of series are cut at this size. */
  readonly sealedPageBytes: number;
  /** Raw samples are kept this long, and older ones refused. */
  readonly rawRetentionMs: number;
  /** Samples further ahead of the clock are refused. */
  readonly maxAheadMs: number;
  /** A querier may be open this long before what it reads may be deleted. */
  readonly maxViewMs: number;
  /** Open blocks are closed at this age at the latest. */
  readonly blockMs: number;
  /** The time one set of sealed pages covers. Stored data depends on it: never change it for an existing store. */
  readonly windowMs: number;
  /** A past window is sealed when nothing was added to it for this long. */
  readonly sealQuietMs: number;
  /** How far a sample may lie behind the newest one of its series; 0: samples must come in order. */
  readonly outOfOrderWindowMs: number;
  /** Late samples wait in memory for others of their window at most this long, and take at most so much of it. */
  readonly lateMs: number;
  readonly maxLateBytes: number;
  /** The log goes on in another segment after this time. */
  readonly logSegmentMs: number;
  /** Samples in the log at most, but for what comes within a second or two: a start replays them. Blocks close early for it. */
  readonly maxLogSamples: number;
  /** Samples nobody waits for are written to the log after this time at the latest. */
  readonly flushIntervalMs: number;
  /** How long to wait for another collector's lock at start. */
  readonly lockWaitMs: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const DEFAULT_LIMITS: StoreLimits = {
  maxSeries: 2_000_000,
  maxSeriesPerJob: 1_000_000,
  maxNewSeriesPerHour: 1_000_000,
  maxLabels: 128,
  maxLabelNameBytes: 1_024,
  maxLabelValueBytes: 4_096,
  maxExemplars: 100_000,
  idleSeriesMs: 3 * HOUR_MS,
  maxOutageBytes: 256 << 20,
  maxCacheBytes: 128 << 20,
  maxMergeBytes: 128 << 20,
  sealedPageBytes: 96 << 10,
  rawRetentionMs: 15 * 24 * HOUR_MS,
  maxAheadMs: 10 * MINUTE_MS,
  maxViewMs: 5 * MINUTE_MS,
  blockMs: 15 * MINUTE_MS,
  windowMs: 2 * HOUR_MS,
  sealQuietMs: 5 * MINUTE_MS,
  outOfOrderWindowMs: 2 * HOUR_MS,
  lateMs: 5 * MINUTE_MS,
  maxLateBytes: 32 << 20,
  logSegmentMs: 5 * MINUTE_MS,
  maxLogSamples: 40_000_000,
  flushIntervalMs: 1_000,
  lockWaitMs: 5_000,
};
