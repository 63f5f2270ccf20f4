import type { Matcher } from '@/lib/labels/matcher';
import { coldMetrics } from './cold/coldKeeping';
import { exemplarMetrics } from './exemplars/exemplarMetrics';
import { selectExemplars } from './exemplars/selectExemplars';
import { PendingSamples } from './head/pendingSamples';
import { type HeadStatistics, headStatistics } from './headStatistics';
import type { Housekeeping } from './housekeeping';
import type { Lease } from './postgres/lease';
import type { RetentionClassTable } from './postgres/retentionClasses';
import { StoreQuerier } from './read/querier';
import { classifyAgain } from './retention/classifyAgain';
import type { DeleteRequest } from './retention/deleteSeries';
import { retentionMetrics } from './retention/figures';
import { openPolicy } from './retention/openPolicy';
import { DEFAULT_CLASS, type StoreRetention } from './retention/policy';
import { type Repacker, type RepackStatus, repackMetrics } from './retention/repacker';
import type { TombstoneKeeper } from './retention/tombstoneKeeper';
import type {
  Appendable,
  Appender,
  AppenderOptions,
  CohortKey,
  ExemplarQueryable,
  ExemplarSet,
  MetricMetadata,
  Querier,
  Queryable,
} from './storage';
import { StorageUnavailableError } from './storage';
import { type AppendState, StoreAppender } from './storeAppender';
import { type StoreMetric, storeMetrics } from './storeMetrics';
import type { StoreState } from './storeState';
import { type StoreStats, storeStats } from './storeStats';
import { RAW_TIER } from './tiers';
import { tierMetrics } from './tiers/tierKeeper';

const ROUND_MS = 1_000;

/**
 * The store: appends go to memory and to the write-ahead log, closed blocks to pages in Postgres; queries see all of it.
 */
export class Store implements Appendable, Queryable, ExemplarQueryable {
  private readonly appending: AppendState;
  private timer: NodeJS.Timeout | undefined;
  private busy: Promise<unknown> = Promise.resolve();
  private closed = false;
  private failing = false;

  /** Use openStore. */
  constructor(
    private readonly state: StoreState,
    private readonly lease: Lease,
    private readonly housekeeping: Housekeeping,
    private readonly classes: RetentionClassTable,
    private readonly tombstones: TombstoneKeeper,
    private readonly repacker: Repacker,
  ) {
    // The policy is replaced when it changes, so it is asked for each time.
    const keptMs = (retentionClass = DEFAULT_CLASS) => this.state.policy.keepMs(RAW_TIER, retentionClass);
    this.appending = { ...state, pending: new PendingSamples(), buffers: [], keptMs };
    this.schedule();
  }

  /** Whether Postgres takes what is written; false during an outage. */
  get ready(): boolean {
    return !this.closed && !this.state.log.isAway;
  }

  appender(cohort: CohortKey, options: AppenderOptions = {}): Appender {
    if (this.closed) throw new Error('BUG: append to a closed store');
    return new StoreAppender(this.appending, this.state.head.cohort(cohort), options.backfill === true);
  }

  querier(minTimeMs: number, maxTimeMs: number): Querier {
    return new StoreQuerier(this.state, minTimeMs, maxTimeMs, this.state.views.enter());
  }

  metadata(): ReadonlyMap<string, readonly MetricMetadata[]> {
    return this.state.metadata.all();
  }

  exemplars(
    matcherSets: readonly (readonly Matcher[])[],
    minTimeMs: number,
    maxTimeMs: number,
    signal: AbortSignal,
  ): Promise<ExemplarSet> {
    return selectExemplars(this.state, { matcherSets, minTimeMs, maxTimeMs }, signal);
  }

  /** Keeps so many exemplars in memory from now on. */
  keepExemplars(maxExemplars: number): void {
    this.state.exemplars.ring.resize(maxExemplars);
  }

  /** Takes samples that lie so far behind the newest one of their series from now on; 0: only those in order. */
  acceptOutOfOrder(windowMs: number): void {
    this.state.head.outOfOrderWindowMs = windowMs;
  }

  /** Closes all blocks and seals all windows, the present one too. Rejects with StorageUnavailableError. */
  async sealNow(): Promise<void> {
    await this.exclusively(() => this.housekeeping.storeAll());
    await this.housekeeping.sealAll();
  }

  /**
   * Deletes what the series that match have in an interval now, inclusive; what comes later is new. Answers of how many
   * series, when the deletion is durable. Rejects with StorageUnavailableError and StorageLimitError.
   */
  deleteSeries(request: DeleteRequest): Promise<number> {
    return this.exclusively(() => {
      if (this.state.log.isAway) throw new StorageUnavailableError('Postgres cannot be reached');
      return this.tombstones.delete(request, () => this.housekeeping.storePages());
    });
  }

  /** Writes sealed windows anew without what was deleted of them. */
  cleanTombstones(): Promise<void> {
    return this.tombstones.clean((key) => this.housekeeping.carryOutDeletions(key));
  }

  /** Begins to move series of older windows to the retention classes of the present rules; it goes on after a restart. */
  startRepack(): Promise<RepackStatus> {
    if (this.state.log.isAway) return Promise.reject(new StorageUnavailableError('Postgres cannot be reached'));
    return this.repacker.start();
  }

  repackStatus(): RepackStatus {
    return this.repacker.status;
  }

  /** What is in memory, and what makes the index large; lists are at most `limit` long. */
  headStatistics(limit: number): HeadStatistics {
    return headStatistics(this.state, limit);
  }

  stats(): StoreStats {
    return storeStats(this.state);
  }

  /** What /metrics says about the store, as plain numbers. */
  metrics(): StoreMetric[] {
    return [
      ...storeMetrics(this.stats()),
      ...retentionMetrics(this.state.retention, this.state.deletions.all.length),
      ...repackMetrics(this.repacker.status),
      ...exemplarMetrics(this.state.exemplars),
      ...coldMetrics(this.state.cold),
      ...tierMetrics(this.state),
      ...this.state.worker.figures.metrics(),
    ];
  }

  /**
   * Keeps what comes from now on by other rules and times. Rejects with TooManyClassesError, and as Prisma does when Postgres
   * cannot be reached; nothing has changed then.
   */
  applyRetention(retention: StoreRetention): Promise<void> {
    return this.exclusively(async () => {
      this.state.policy = await openPolicy(this.classes, retention);
      this.state.retention.maxBytes = retention.maxBytes;
      await classifyAgain(this.state.head, this.state.policy);
    });
  }

  /** Writes what is in memory to the log and lets go of the store. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.timer);
    // A job may take minutes; what it has not published will be done after the next start.
    const repacked = this.repacker.close();
    await this.state.worker.close();
    await repacked;
    await this.busy.catch(() => undefined);
    await this.state.log.close();
    await this.lease.release();
  }

  private schedule(): void {
    this.timer = setTimeout(() => {
      this.exclusively(() => this.housekeeping.round())
        .then(
          () => {
            this.failing = false;
          },
          (error: unknown) => this.noteFailure(error),
        )
        .finally(() => {
          if (!this.closed) this.schedule();
        });
    }, ROUND_MS);
  }

  /** Rounds and storeAll must not overlap. */
  private exclusively<T>(task: () => Promise<T>): Promise<T> {
    const result = this.busy.then(task, task);
    this.busy = result.catch(() => undefined);
    return result;
  }

  private noteFailure(error: unknown): void {
    if (!this.failing && !this.closed)
      this.state.logger.error({ err: error }, 'cannot keep the stored pages in order; trying again');
    this.failing = true;
  }
}
