import { StorageUnavailableError } from '../storage';
import { LogRowBuilder } from './logRow';

/** Where rows go. `insert` resolves once the row is committed, also when an earlier attempt had committed it. */
export interface LogTable {
  insert(segment: number, sequence: number, row: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** Whether Postgres can be reached, as the log sees it; the whole store goes by it. */
export interface LogEvents {
  /** An insert failed. Called for each failure; `attempt` counts them from 1. */
  onFailure(error: unknown, attempt: number): void;
  /** An insert worked after failures. `droppedRows` rows were given up meanwhile. */
  onRecovered(droppedRows: number): void;
}

export interface LogWriterOptions {
  readonly table: LogTable;
  readonly events: LogEvents;
  readonly segment: number;
  readonly nextSequence: number;
  /** Bytes of rows kept while Postgres is away; then all are dropped. */
  readonly maxQueueBytes: number;
  /** How long samples wait for company when nobody waits for them. */
  readonly flushIntervalMs: number;
}

interface QueuedRow {
  readonly segment: number;
  readonly sequence: number;
  /** The newest commit that needs nothing after this row. */
  lastCommit: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface Waiter {
  readonly commit: number;
  /** Whether it waits, too, until pages have taken the place of rows that were dropped. */
  readonly forGap: boolean;
  readonly resolve: () => void;
  readonly reject: (error: StorageUnavailableError) => void;
}

/** A row is inserted without waiting for the second to pass when it has grown to this size. */
const LARGE_ROW_BYTES = 2 << 20;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

/**
 * Group commit: everything since the last row goes into the next one, inserted once a second or as soon as somebody waits
 * and no insert is under way. Rows are inserted one after the other in order of their sequence.
 */
export class LogWriter {
  readonly builder = new LogRowBuilder();
  private readonly queue: QueuedRow[] = [];
  private queuedBytes = 0;
  private waiters: Waiter[] = [];
  private commits = 0;
  private durableCommits = 0;
  private sequence: number;
  private segment: number;
  private readonly lastSequences = new Map<number, number>();
  /** By segment. */
  private readonly samples = new Map<number, number>();
  private cutUntil = 0;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private droppedRows = 0;
  /** How often rows were dropped, and how many of these times pages have taken their place. */
  private gaps = 0;
  private filledGaps = 0;
  private pumping: Promise<void> | undefined;
  private closed = false;
  private lastFlushMs = 0;

  constructor(private readonly options: LogWriterOptions) {
    this.sequence = options.nextSequence;
    this.segment = options.segment;
  }

  /** The sequence of the row that takes what happens now. */
  get nextSequence(): number {
    return this.sequence;
  }

  get isAway(): boolean {
    return this.failures > 0;
  }

  /** Rows were dropped whose samples and series later rows build on: nothing is acknowledged until `fillGaps`. */
  get hasGap(): boolean {
    return this.filledGaps < this.gaps;
  }

  /** How often rows were dropped so far, for `fillGaps`. */
  get gapCount(): number {
    return this.gaps;
  }

  /** Tells that everything of the rows dropped at the first `count` times is stored elsewhere. */
  fillGaps(count: number): void {
    this.filledGaps = count;
    this.resolveWaiters();
  }

  get pendingBytes(): number {
    return this.queuedBytes + (this.builder.isEmpty ? 0 : this.builder.size);
  }

  /** Commits that are not durable yet. */
  get pendingCommits(): number {
    return this.commits - this.durableCommits;
  }

  /** How long the last insert took, in ms. */
  get lastInsertMs(): number {
    return this.lastFlushMs;
  }

  /** Call after a commit's records are in `builder`. Returns the promise-maker of that commit. */
  committed(): () => Promise<void> {
    const commit = ++this.commits;
    if (this.builder.size >= LARGE_ROW_BYTES) this.flushSoon();
    else this.timer ??= this.setTimer(this.options.flushIntervalMs);
    return () => this.durable(commit);
  }

  /** Everything so far that was not dropped, in the log. Rejects with StorageUnavailableError. */
  flush(): Promise<void> {
    return this.durable(this.builder.isEmpty ? this.commits : ++this.commits, false);
  }

  /** Rows from now on go to another segment. */
  rotate(segment: number): void {
    this.enqueue();
    this.segment = segment;
    this.builder.reset();
  }

  /** Segments other than the current one whose rows all come before `sequence`: nothing in them is needed. */
  segmentsBefore(sequence: number): number[] {
    return [...this.lastSequences]
      .filter(([segment, last]) => segment !== this.segment && last < sequence)
      .map(([s]) => s);
  }

  /** All rows before this one are cut off. After a start that is not known before the first cut. */
  get oldestSequence(): number {
    return this.lastSequences.size === 0 ? this.sequence : this.cutUntil + 1;
  }

  get currentSegment(): number {
    return this.segment;
  }

  get liveSegments(): readonly number[] {
    return [...this.lastSequences.keys()];
  }

  /** Samples in the rows of a segment. */
  samplesIn(segment: number): number {
    return this.samples.get(segment) ?? 0;
  }

  /** Samples in all rows that are not cut yet: a start now would replay so many. */
  get liveSamples(): number {
    let sum = this.builder.samples;
    for (const samples of this.samples.values()) sum += samples;
    return sum;
  }

  /** The last row of the oldest segment; undefined when there is only the current one. */
  get endOfOldest(): number | undefined {
    const ends = [...this.lastSequences].filter(([segment]) => segment !== this.segment).map(([, last]) => last);
    return ends.length > 0 ? Math.min(...ends) : undefined;
  }

  /** Notes rows found at start. */
  noteSegment(segment: number, lastSequence: number, samples: number): void {
    this.samples.set(segment, this.samplesIn(segment) + samples);
    this.lastSequences.set(segment, Math.max(lastSequence, this.lastSequences.get(segment) ?? 0));
  }

  forgetSegment(segment: number): void {
    this.cutUntil = Math.max(this.cutUntil, this.lastSequences.get(segment) ?? 0);
    this.lastSequences.delete(segment);
    this.samples.delete(segment);
  }

  /** Writes what is left, once, and stops. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    if (this.isAway) return this.rejectWaiters(new StorageUnavailableError('the store is closed'));
    await this.flush().catch(() => undefined);
    this.rejectWaiters(new StorageUnavailableError('the store is closed'));
  }

  private durable(commit: number, forGap = true): Promise<void> {
    if (this.isDone(commit, forGap)) return Promise.resolve();
    if (this.isAway) return Promise.reject(new StorageUnavailableError('Postgres cannot be reached'));
    return new Promise((resolve, reject) => {
      this.waiters.push({ commit, forGap, resolve, reject });
      if (commit > this.durableCommits) this.flushSoon();
    });
  }

  private isDone(commit: number, forGap: boolean): boolean {
    return commit <= this.durableCommits && !(forGap && this.hasGap);
  }

  private flushSoon(): void {
    if (!this.isAway) this.startPump();
  }

  private startPump(): void {
    this.pumping ??= this.pump().finally(() => {
      this.pumping = undefined;
      if (this.waiters.some((waiter) => waiter.commit > this.durableCommits)) this.flushSoon();
      else if (!this.builder.isEmpty && !this.closed) this.timer ??= this.setTimer(this.options.flushIntervalMs);
    });
  }

  private setTimer(delayMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.timer = undefined;
      if (this.pumping === undefined && this.queuedBytes > this.options.maxQueueBytes) this.dropQueue();
      this.startPump();
    }, delayMs);
  }

  private async pump(): Promise<void> {
    // Let commits of the same turn join the row.
    await Promise.resolve();
    this.enqueue();
    this.resolveWaiters();
    while (this.queue.length > 0) {
      const row = this.queue[0] as QueuedRow;
      const startedMs = performance.now();
      try {
        await this.options.table.insert(row.segment, row.sequence, row.bytes);
      } catch (error) {
        this.fail(error);
        return;
      }
      this.lastFlushMs = performance.now() - startedMs;
      this.inserted(row);
    }
  }

  private enqueue(): void {
    if (this.builder.isEmpty) {
      this.noteEmptyCommits();
      return;
    }
    this.samples.set(this.segment, this.samplesIn(this.segment) + this.builder.samples);
    const bytes = this.builder.finish();
    this.queue.push({ segment: this.segment, sequence: this.sequence, lastCommit: this.commits, bytes });
    this.lastSequences.set(this.segment, this.sequence);
    this.sequence++;
    this.queuedBytes += bytes.length;
  }

  /** Commits since the last row took nothing (a request sent twice): they are as durable as what came before them. */
  private noteEmptyCommits(): void {
    const last = this.queue[this.queue.length - 1];
    if (last !== undefined) last.lastCommit = this.commits;
    else this.durableCommits = this.commits;
  }

  private inserted(row: QueuedRow): void {
    // The queue may have been dropped meanwhile.
    if (this.queue[0] === row) {
      this.queue.shift();
      this.queuedBytes -= row.bytes.length;
    }
    this.durableCommits = Math.max(this.durableCommits, row.lastCommit);
    this.resolveWaiters();
    if (this.failures === 0) return;
    this.failures = 0;
    const dropped = this.droppedRows;
    this.droppedRows = 0;
    this.options.events.onRecovered(dropped);
  }

  private fail(error: unknown): void {
    this.failures++;
    this.rejectWaiters(new StorageUnavailableError('Postgres cannot be reached', { cause: error }));
    this.options.events.onFailure(error, this.failures);
    if (this.closed) return;
    const delayMs = Math.min(FIRST_RETRY_MS * 2 ** (this.failures - 1), LAST_RETRY_MS);
    clearTimeout(this.timer);
    this.timer = this.setTimer(delayMs);
  }

  /** The samples stay in the head and in closed blocks; what is lost is that a crash now would lose them. */
  private dropQueue(): void {
    this.enqueue();
    this.droppedRows += this.queue.length;
    this.gaps++;
    this.queue.length = 0;
    this.queuedBytes = 0;
    this.builder.reset();
  }

  private resolveWaiters(): void {
    const done = this.waiters.filter(({ commit, forGap }) => this.isDone(commit, forGap));
    this.waiters = this.waiters.filter(({ commit, forGap }) => !this.isDone(commit, forGap));
    for (const waiter of done) waiter.resolve();
  }

  private rejectWaiters(error: StorageUnavailableError): void {
    const { waiters } = this;
    this.waiters = [];
    for (const waiter of waiters) waiter.reject(error);
  }
}
