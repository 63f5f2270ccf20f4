import type { Appendable, Appender, AppendOutcome, CohortKey, Commit, SeriesRef } from '@/collector/storage/storage';
import { formatLabels, getLabel, type Labels } from '@/lib/labels/labels';
import { isStaleAt, wordsOf } from '@/lib/labels/staleness';
import { SeriesMemory } from './seriesMemory';
import { readWrittenLabels } from './writeLabels';
import { decodeWriteRequest, WRITE_LIMITS, type WriteLimits, type WriteRequest } from './writeRequest';

/** A request is applied in turns of so many samples, with the event loop between them. */
const SAMPLES_PER_TURN = 5000;
const ORIGIN = 'push';
/** For metadata, which belongs to no series. */
const NO_COHORT: CohortKey = { job: '', instance: '', origin: ORIGIN };

/** Why a sample was not taken. */
export type WriteRefusal = Exclude<AppendOutcome, 'ok'> | 'invalidLabels' | 'seriesLimit';

/** What became of one request. */
export interface WriteResult {
  readonly appended: number;
  readonly refused: Readonly<Record<WriteRefusal, number>>;
  /**
   * Why the first refused sample was refused; undefined when all were taken. The rest has been taken: answer 400 with
   * this text after `durable()`, so that the sender goes on and does not send the request again.
   */
  readonly rejection: string | undefined;
  readonly skippedHistograms: number;
  readonly skippedExemplars: number;
  /** Resolves when all that was taken is in the write-ahead log; rejects with StorageUnavailableError (answer 503). */
  durable(): Promise<void>;
}

export interface RemoteWriteOptions {
  readonly appendable: Appendable;
  readonly limits?: WriteLimits;
  /** Series that are remembered from one request to the next. */
  readonly maxRememberedSeries?: number;
  /** Lets other work go first; `setImmediate` when absent. */
  readonly yieldTurn?: () => Promise<void>;
}

export interface RemoteWriteReceiver {
  /**
   * Takes the body of one `POST /api/v1/write` (version 1, snappy). Rejects with WriteRequestError when the body cannot
   * be read, and nothing of it was taken.
   */
  write(body: Uint8Array): Promise<WriteResult>;
}

const REASONS: Readonly<Record<Exclude<AppendOutcome, 'ok'>, string>> = {
  duplicate: 'duplicate sample for timestamp',
  outOfOrder: 'out of order sample',
  tooOld: 'too old sample',
  tooFarAhead: 'sample too far in the future',
};

const OUTCOMES = ['duplicate', 'outOfOrder', 'tooOld', 'tooFarAhead'] as const;

const REFUSALS: Readonly<Record<WriteRefusal, number>> = {
  duplicate: 0,
  outOfOrder: 0,
  tooOld: 0,
  tooFarAhead: 0,
  invalidLabels: 0,
  seriesLimit: 0,
};

/** A series as the receiver remembers it: its labels are parsed once, its ref is asked for once. */
export interface RememberedSeries {
  readonly labels: Labels;
  readonly cohort: CohortKey;
  ref: SeriesRef;
}

const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function isSameCohort(a: CohortKey, b: CohortKey): boolean {
  return a === b || (a.job === b.job && a.instance === b.instance);
}

/** The receiver of remote write, free of HTTP. Several requests may be under way at a time. */
export function createRemoteWriteReceiver(options: RemoteWriteOptions): RemoteWriteReceiver {
  const memory = new SeriesMemory<RememberedSeries>(options.maxRememberedSeries ?? 200_000);
  const { appendable, limits = WRITE_LIMITS, yieldTurn = yieldToEventLoop } = options;
  return {
    write: async (body) => {
      const request = decodeWriteRequest(body, limits);
      const writing = new RequestWriter(request, appendable, memory);
      while (writing.writeTurn(SAMPLES_PER_TURN)) await yieldTurn();
      return writing.result();
    },
  };
}

/** One request on its way into the store. Appenders live within a turn only: others append between turns. */
class RequestWriter {
  private readonly words: Uint32Array;
  private readonly appenders = new Map<string, Appender>();
  private readonly commits: Commit[] = [];
  private readonly refused = { ...REFUSALS };
  private rejection: string | undefined;
  /** The series at hand, and its next sample. */
  private series = 0;
  private sample = 0;
  private metadataTaken = false;
  private lastCohort = NO_COHORT;
  private lastAppender: Appender | undefined;

  constructor(
    private readonly request: WriteRequest,
    private readonly appendable: Appendable,
    private readonly memory: SeriesMemory<RememberedSeries>,
  ) {
    this.words = wordsOf(request.values);
  }

  /** Writes so many samples and commits them; false when the request is written. */
  writeTurn(samples: number): boolean {
    const { request } = this;
    // Other requests use the memory between turns.
    this.memory.begin(request.bytes);
    try {
      this.takeMetadata();
      for (let left = samples; left > 0 && this.series < request.seriesCount; ) left -= this.writeSome(left);
    } catch (error) {
      for (const appender of this.appenders.values()) appender.rollback();
      throw error;
    } finally {
      this.memory.end();
    }
    for (const appender of this.appenders.values()) this.commits.push(appender.commit());
    this.appenders.clear();
    this.lastAppender = undefined;
    return this.series < request.seriesCount;
  }

  result(): WriteResult {
    const { commits, request } = this;
    return {
      appended: commits.reduce((sum, commit) => sum + commit.appended, 0),
      refused: this.refusedInAll(),
      rejection: this.rejection ?? this.rejectionAtCommit(),
      skippedHistograms: request.skippedHistograms,
      skippedExemplars: request.skippedExemplars,
      durable: async () => {
        await Promise.all(commits.map((commit) => commit.durable()));
      },
    };
  }

  /** Samples that `append` refused are counted by their commit as well, together with those that only the commit refused. */
  private refusedInAll(): Record<WriteRefusal, number> {
    const refused = { ...this.refused };
    for (const reason of OUTCOMES) refused[reason] = this.refusedByCommits(reason);
    return refused;
  }

  /** A block that closes within a commit moves the border of what can be taken, after `append` had answered. */
  private rejectionAtCommit(): string | undefined {
    const reason = OUTCOMES.find((outcome) => this.refusedByCommits(outcome) > 0);
    return reason && `${REASONS[reason]} (${this.refusedByCommits(reason)} refused at commit)`;
  }

  private refusedByCommits(reason: Exclude<AppendOutcome, 'ok'>): number {
    return this.commits.reduce((sum, commit) => sum + commit.refused[reason], 0);
  }

  private takeMetadata(): void {
    if (this.metadataTaken || this.request.metadata.length === 0) return;
    this.metadataTaken = true;
    const appender = this.appenderOf(NO_COHORT);
    for (const metadata of this.request.metadata) appender.metadata(metadata);
  }

  /** Goes on with the series at hand, up to `most` samples; answers the work done, at least 1. */
  private writeSome(most: number): number {
    const { request, series } = this;
    const seriesEnd = request.sampleStarts[series + 1]!;
    const first = this.sample;
    const end = Math.min(seriesEnd, first + most);
    const known = end > first ? this.lookUp(series, end - first) : undefined;
    if (known !== undefined) for (let sample = first; sample < end; sample++) this.writeSample(known, sample);
    this.sample = end;
    if (end === seriesEnd) this.series++;
    return Math.max(1, end - first);
  }

  /** The series from memory, or made known to the store; undefined when its samples were refused. */
  private lookUp(series: number, samples: number): RememberedSeries | undefined {
    const { request, memory } = this;
    const start = request.labelStarts[series]!;
    const end = request.labelEnds[series]!;
    const remembered = memory.find(start, end);
    if (remembered !== undefined) return remembered;
    const read = readWrittenLabels(request.bytes, start, end);
    if (!read.ok) {
      this.refuse('invalidLabels', samples, read.reason);
      return undefined;
    }
    const { labels } = read;
    const cohort = this.cohortOf(labels);
    const ref = this.refOf(labels, cohort, samples);
    if (ref === undefined) return undefined;
    const made = { labels, cohort, ref };
    memory.add(start, end, made);
    return made;
  }

  /** One object for neighbours of one cohort: comparing it is cheaper than comparing its strings. */
  private cohortOf(labels: Labels): CohortKey {
    const cohort = { job: getLabel(labels, 'job'), instance: getLabel(labels, 'instance'), origin: ORIGIN };
    return isSameCohort(this.lastCohort, cohort) ? this.lastCohort : cohort;
  }

  private refOf(labels: Labels, cohort: CohortKey, samples: number): SeriesRef | undefined {
    const ref = this.appenderOf(cohort).series(labels);
    if (typeof ref === 'number') return ref;
    const why = ref === 'seriesLimit' ? 'the limit of active series is reached' : 'the label set is not valid';
    this.refuse(ref, samples, `${why} for series ${formatLabels(labels)}`);
    return undefined;
  }

  private writeSample(series: RememberedSeries, sample: number): void {
    let outcome = this.append(series, sample);
    if (outcome === undefined) {
      // The store has dropped the series from its memory in the meantime.
      const ref = this.refOf(series.labels, series.cohort, 1);
      if (ref === undefined) return;
      series.ref = ref;
      outcome = this.append(series, sample);
    }
    if (outcome === undefined)
      throw new Error(`BUG: the store does not know ref ${series.ref}, which it has just given`);
    if (outcome !== 'ok') this.refuse(outcome, 1, `${REASONS[outcome]} for series ${formatLabels(series.labels)}`);
  }

  private append({ cohort, ref }: RememberedSeries, sample: number): AppendOutcome | undefined {
    const { request } = this;
    const appender = this.appenderOf(cohort);
    const timestamp = request.timestamps[sample]!;
    return isStaleAt(this.words, sample)
      ? appender.appendStale(ref, timestamp)
      : appender.append(ref, timestamp, request.values[sample]!);
  }

  /** Neighbours in a request are mostly of one cohort. */
  private appenderOf(cohort: CohortKey): Appender {
    if (this.lastAppender !== undefined && isSameCohort(this.lastCohort, cohort)) return this.lastAppender;
    const id = `${cohort.job}\u0000${cohort.instance}`;
    let appender = this.appenders.get(id);
    if (appender === undefined) {
      appender = this.appendable.appender(cohort);
      this.appenders.set(id, appender);
    }
    this.lastCohort = cohort;
    this.lastAppender = appender;
    return appender;
  }

  private refuse(why: WriteRefusal, samples: number, reason: string): void {
    this.refused[why] += samples;
    this.rejection ??= reason;
  }
}
