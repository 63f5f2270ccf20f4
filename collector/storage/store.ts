import type { Prisma } from '@/lib/db/client';
import type { Matcher } from '@/lib/labels/matcher';
import { ColdIndex } from './cold/coldIndex';
import { coldMetrics } from './cold/coldKeeping';
import { newCounters, type StoreCounters } from './counters';
import { exemplarMetrics } from './exemplars/exemplarMetrics';
import { Exemplars } from './exemplars/exemplars';
import { selectExemplars } from './exemplars/selectExemplars';
import { Head } from './head/head';
import { MetadataStore } from './head/metadataStore';
import { PendingSamples } from './head/pendingSamples';
import { type HeadStatistics, headStatistics } from './headStatistics';
import { Housekeeping } from './housekeeping';
import { DEFAULT_LIMITS, type StoreLimits } from './limits';
import { LogWriter } from './log/logWriter';
import { AnotherCollectorError, Lease } from './postgres/lease';
import { RepackTable } from './postgres/repackTable';
import { RetentionClassTable } from './postgres/retentionClasses';
import { storeTables } from './postgres/tables';
import { TombstoneTable } from './postgres/tombstones';
import { FreshPages } from './read/freshPages';
import { PageLoader } from './read/pageLoader';
import { StoreQuerier } from './read/querier';
import { Turns } from './read/turns';
import { Views } from './read/views';
import { recover } from './recover';
import { classifyAgain } from './retention/classifyAgain';
import type { DeleteRequest } from './retention/deleteSeries';
import { Deletions } from './retention/deletions';
import { RetentionFigures, retentionMetrics } from './retention/figures';
import { openPolicy } from './retention/openPolicy';
import { DEFAULT_CLASS, type StoreRetention } from './retention/policy';
import { type Repacker, type RepackStatus, repackMetrics } from './retention/repacker';
import { Retirement } from './retention/retire';
import { DEFAULT_TIMES } from './retention/times';
import { TombstoneKeeper } from './retention/tombstoneKeeper';
import { SeriesGuard } from './seriesGuard';
import type { StartProgress } from './startProgress';
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
import { closeCohorts, closeLateWindows, type StoreLog, type StoreState } from './storeState';
import { type StoreStats, storeStats } from './storeStats';
import { RAW_TIER } from './tiers';
import { tierMetrics } from './tiers/tierKeeper';
import { StoreWorker } from './worker/client';

export interface StoreOptions {
  /** A migrated database. The caller disconnects it after `close`. */
  readonly prisma: Prisma;
  /** The same database, for the session that holds the lock. */
  readonly databaseUrl: string;
  readonly log: StoreLog;
  /** The bundle of worker/storeWorker.ts. */
  readonly workerFile: URL;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly limits?: Partial<StoreLimits>;
  /** What is kept how long; absent: `limits.rawRetentionMs` of raw, the tiers by default, no rules, no bound. */
  readonly retention?: StoreRetention;
  /** Told often how far the opening is; for the first time when the store is taken over. */
  readonly onProgress?: (progress: StartProgress) => void;
  /** Another collector took the store over: nothing can be written any more; the process should end. */
  readonly onFenced?: (error: AnotherCollectorError) => void;
}

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

/**
 * Opens the store of a database: takes it over, and reads back what it needs. Rejects with AnotherCollectorError when
 * another process has it, or as Prisma and pg do when Postgres cannot be reached.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const { prisma, databaseUrl, log: logger, onFenced } = options;
  const lease = await Lease.acquire({
    prisma,
    databaseUrl,
    waitMs: limits.lockWaitMs,
    onLost: (error) => {
      logger.error({ err: error }, error.message);
      onFenced?.(error);
    },
  });
  const damage = new DamageNotes(newCounters(), logger);
  const worker = new StoreWorker({
    file: options.workerFile,
    databaseUrl,
    epoch: lease.epoch,
    onDamage: damage.note,
    onLost: () => lease.lose(),
    onCrash: (error, delayMs) => logger.error({ err: error, delayMs }, 'the store worker is started again'),
  });
  try {
    return await openWithLease({ lease, worker, damage, limits }, options);
  } catch (error) {
    await worker.close();
    await lease.release();
    throw error;
  }
}

/** What is opened first. */
interface Opened {
  readonly lease: Lease;
  readonly worker: StoreWorker;
  readonly damage: DamageNotes;
  readonly limits: StoreLimits;
}

/** Counts and logs what cannot be read of what is stored. */
class DamageNotes {
  constructor(
    readonly counters: StoreCounters,
    private readonly logger: StoreLog,
  ) {}

  readonly note = (damage: string): void => {
    this.counters.damaged++;
    this.logger.error({ damage }, 'something stored is damaged and left out');
  };
}

async function openWithLease({ lease, worker, damage, limits }: Opened, options: StoreOptions): Promise<Store> {
  const { prisma, log: logger, now } = options;
  const { counters, note: onDamage } = damage;
  const tables = storeTables(prisma, lease);
  const fresh = new FreshPages();
  const metadata = new MetadataStore();
  const exemplars = new Exemplars(limits.maxExemplars);
  const classes = new RetentionClassTable(prisma, lease);
  const settings = options.retention ?? defaultRetention(limits);
  const policy = await openPolicy(classes, settings);
  const retention = new RetentionFigures();
  retention.maxBytes = settings.maxBytes;
  let logSequence = () => 0;
  let state: StoreState | undefined;
  const head: Head = new Head(
    {
      nowMs: now,
      logSequence: () => logSequence(),
      classOf: (labels) => state?.policy.classOf(labels) ?? policy.classOf(labels),
      onFull: (cohort) => closeCohorts({ head, fresh, limits, now }, [cohort]),
      onLateFull: (window) => closeLateWindows({ head, fresh, now }, [window]),
    },
    limits,
  );
  await tables.partitions.load();

  const damagedWindows = new Set<string>();
  const segments = new Map<number, { readonly last: number; readonly samples: number }>();
  const startedMs = performance.now();
  const tombstones = new TombstoneTable(prisma, lease);
  const deletions = new Deletions(await tombstones.load(onDamage));
  fresh.reserveIds(deletions.newestId);
  const { replayed, savedRef, windows } = await recover({
    deletions,
    head,
    metadata,
    exemplars,
    maxExemplars: limits.maxExemplars,
    fresh,
    tables,
    damagedWindows,
    now,
    onDamage,
    onProgress: options.onProgress ?? (() => undefined),
    setLogSequence: (sequence) => {
      logSequence = () => sequence;
    },
    onRow: (segment, last, samples) =>
      segments.set(segment, { last, samples: samples + (segments.get(segment)?.samples ?? 0) }),
  });
  counters.replayedSamples = replayed.samples;
  const tookMs = Math.round(performance.now() - startedMs);
  logger.info({ ...replayed, series: head.index.count, windows: windows.size, tookMs }, 'the store is open');

  const log = new LogWriter({
    table: tables.log,
    segment: replayed.lastSegment,
    nextSequence: replayed.lastSequence + 1,
    maxQueueBytes: limits.maxOutageBytes / 2,
    flushIntervalMs: limits.flushIntervalMs,
    events: {
      onFailure: (error, attempt) => {
        if (attempt > 1 || error instanceof AnotherCollectorError) return;
        counters.outages++;
        logger.error({ err: error }, 'Postgres cannot be reached: new samples are kept in memory until it is back');
      },
      onRecovered: (droppedRows) => {
        counters.droppedLogRows += droppedRows;
        logger.info({ droppedRows }, 'Postgres is back: caught up');
      },
    },
  });
  for (const [segment, { last, samples }] of segments) log.noteSegment(segment, last, samples);
  logSequence = () => log.nextSequence;

  const views = new Views(limits.maxViewMs);
  const cold = await ColdIndex.open({
    table: tables.cold,
    partitions: tables.coldPartitions,
    views,
    maxCacheBytes: limits.maxCacheBytes / 4,
    onDamage,
  });
  const loader = new PageLoader(worker, limits.maxCacheBytes);
  state = {
    cold,
    head,
    guard: new SeriesGuard(limits, head.index, now),
    fresh,
    windows,
    damagedWindows,
    policy,
    retention,
    deletions,
    loader,
    worker,
    views,
    turns: new Turns(),
    log,
    metadata,
    exemplars,
    tables,
    limits,
    counters,
    logger,
    now,
  };
  const keeper = new TombstoneKeeper(state, tombstones);
  const retirement = new Retirement(state, keeper, { prisma, url: options.databaseUrl });
  const housekeeping = new Housekeeping(state, retirement, savedRef);
  const repacker = housekeeping.repackerOf(new RepackTable(prisma, lease));
  await repacker.resume();
  return new Store(state, lease, housekeeping, classes, keeper, repacker);
}

function defaultRetention({ rawRetentionMs }: StoreLimits): StoreRetention {
  return { defaults: { ...DEFAULT_TIMES, rawMs: rawRetentionMs }, rules: [], maxBytes: 0 };
}
