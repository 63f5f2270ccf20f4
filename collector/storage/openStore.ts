import type { Prisma } from '@/lib/db/client';
import { ColdIndex } from './cold/coldIndex';
import { newCounters, type StoreCounters } from './counters';
import { Exemplars } from './exemplars/exemplars';
import { Head } from './head/head';
import { MetadataStore } from './head/metadataStore';
import { Housekeeping } from './housekeeping';
import { DEFAULT_LIMITS, type StoreLimits } from './limits';
import { type LogEvents, LogWriter } from './log/logWriter';
import { AnotherCollectorError, Lease } from './postgres/lease';
import { RepackTable } from './postgres/repackTable';
import { RetentionClassTable } from './postgres/retentionClasses';
import { type StoreTables, storeTables } from './postgres/tables';
import { TombstoneTable } from './postgres/tombstones';
import { FreshPages } from './read/freshPages';
import { PageLoader } from './read/pageLoader';
import { Turns } from './read/turns';
import { Views } from './read/views';
import { type Recovered, recover } from './recover';
import { Deletions } from './retention/deletions';
import { RetentionFigures } from './retention/figures';
import { openPolicy } from './retention/openPolicy';
import type { RetentionPolicy, StoreRetention } from './retention/policy';
import { Retirement } from './retention/retire';
import { DEFAULT_TIMES } from './retention/times';
import { TombstoneKeeper } from './retention/tombstoneKeeper';
import { SeriesGuard } from './seriesGuard';
import type { StartProgress } from './startProgress';
import { Store } from './store';
import { closeCohorts, closeLateWindows, type StoreLog, type StoreState } from './storeState';
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

/** What the log reports: an outage is said once, and its end. */
function logEvents(counters: StoreCounters, logger: StoreLog): LogEvents {
  return {
    onFailure: (error, attempt) => {
      if (attempt > 1 || error instanceof AnotherCollectorError) return;
      counters.outages++;
      logger.error({ err: error }, 'Postgres cannot be reached: new samples are kept in memory until it is back');
    },
    onRecovered: (droppedRows) => {
      counters.droppedLogRows += droppedRows;
      logger.info({ droppedRows }, 'Postgres is back: caught up');
    },
  };
}

/** Reads back what is stored, and what only the log has. */
async function readBack(parts: Parts, options: StoreOptions): Promise<Recovered & { readonly log: LogWriter }> {
  const { limits, tables, head, fresh, exemplars, metadata, deletions, damage } = parts;
  const { log: logger, now } = options;
  const segments = new Map<number, { readonly last: number; readonly samples: number }>();
  const startedMs = performance.now();
  const recovered = await recover({
    deletions,
    head,
    metadata,
    exemplars,
    maxExemplars: limits.maxExemplars,
    fresh,
    tables,
    damagedWindows: parts.damagedWindows,
    now,
    onDamage: damage.note,
    onProgress: options.onProgress ?? (() => undefined),
    setLogSequence: (sequence) => {
      parts.logSequence = () => sequence;
    },
    onRow: (segment, last, samples) =>
      segments.set(segment, { last, samples: samples + (segments.get(segment)?.samples ?? 0) }),
  });
  const { replayed, windows } = recovered;
  damage.counters.replayedSamples = replayed.samples;
  const tookMs = Math.round(performance.now() - startedMs);
  logger.info({ ...replayed, series: head.index.count, windows: windows.size, tookMs }, 'the store is open');
  const log = new LogWriter({
    table: tables.log,
    segment: replayed.lastSegment,
    nextSequence: replayed.lastSequence + 1,
    maxQueueBytes: limits.maxOutageBytes / 2,
    flushIntervalMs: limits.flushIntervalMs,
    events: logEvents(damage.counters, logger),
  });
  for (const [segment, { last, samples }] of segments) log.noteSegment(segment, last, samples);
  parts.logSequence = () => log.nextSequence;
  return { ...recovered, log };
}

/** What exists before anything is read back. `logSequence` and `policy` are replaced by what takes their place later. */
interface Parts extends Opened {
  readonly tables: StoreTables;
  readonly head: Head;
  readonly fresh: FreshPages;
  readonly metadata: MetadataStore;
  readonly exemplars: Exemplars;
  readonly deletions: Deletions;
  readonly damagedWindows: Set<string>;
  logSequence: () => number;
  policy: () => RetentionPolicy;
}

function emptyParts(
  opened: Opened,
  deletions: Deletions,
  policy: RetentionPolicy,
  { prisma, now }: StoreOptions,
): Parts {
  const { limits, lease } = opened;
  const fresh = new FreshPages();
  fresh.reserveIds(deletions.newestId);
  const head: Head = new Head(
    {
      nowMs: now,
      logSequence: () => parts.logSequence(),
      classOf: (labels) => parts.policy().classOf(labels),
      onFull: (cohort) => closeCohorts({ head, fresh, limits, now }, [cohort]),
      onLateFull: (window) => closeLateWindows({ head, fresh, now }, [window]),
    },
    limits,
  );
  const parts: Parts = {
    ...opened,
    tables: storeTables(prisma, lease),
    head,
    fresh,
    metadata: new MetadataStore(),
    exemplars: new Exemplars(limits.maxExemplars),
    deletions,
    damagedWindows: new Set(),
    logSequence: () => 0,
    policy: () => policy,
  };
  return parts;
}

async function openWithLease(opened: Opened, options: StoreOptions): Promise<Store> {
  const { lease, worker, damage, limits } = opened;
  const { prisma, log: logger, now } = options;
  const classes = new RetentionClassTable(prisma, lease);
  const settings = options.retention ?? defaultRetention(limits);
  const policy = await openPolicy(classes, settings);
  const retention = new RetentionFigures();
  retention.maxBytes = settings.maxBytes;
  const tombstones = new TombstoneTable(prisma, lease);
  const parts = emptyParts(opened, new Deletions(await tombstones.load(damage.note)), policy, options);
  const { tables, head, fresh, metadata, exemplars, deletions, damagedWindows } = parts;
  await tables.partitions.load();
  const { log, windows, savedRef } = await readBack(parts, options);
  const views = new Views(limits.maxViewMs);
  const cold = await ColdIndex.open({
    table: tables.cold,
    partitions: tables.coldPartitions,
    views,
    maxCacheBytes: limits.maxCacheBytes / 4,
    onDamage: damage.note,
  });
  const state: StoreState = {
    cold,
    head,
    guard: new SeriesGuard(limits, head.index, now),
    fresh,
    windows,
    damagedWindows,
    policy,
    retention,
    deletions,
    loader: new PageLoader(worker, limits.maxCacheBytes),
    worker,
    views,
    turns: new Turns(),
    log,
    metadata,
    exemplars,
    tables,
    limits,
    counters: damage.counters,
    logger,
    now,
  };
  parts.policy = () => state.policy;
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
