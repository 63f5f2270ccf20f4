import { Worker } from 'node:worker_threads';
import type { AnotherCollectorError } from '../postgres/lease';
import type { PageAddress } from '../postgres/sealedPages';
import type { PageSource } from '../read/pageLoader';
import type { WindowKey } from '../read/windowSet';
import { JobFigures } from './jobFigures';
import type { JobInput, JobName, JobOutput } from './jobs';
import type { Failure, FromWorker, RunMessage, ToWorker, WorkerStart } from './messages';

export interface StoreWorkerOptions extends WorkerStart {
  /** The bundle of storeWorker.ts. */
  readonly file: URL;
  /** Told of each page that a job cannot read. */
  onDamage(message: string): void;
  /** A write of the worker found another collector's epoch. Answers the error to fail with. */
  onLost(): AnotherCollectorError;
  /** The thread ended by itself; it is started again after `delayMs`. */
  onCrash(error: Error, delayMs: number): void;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Buffers of the input that may leave this thread: they are empty here afterwards. */
  readonly transfer?: readonly ArrayBuffer[];
  onProgress?(done: number, total: number): void;
}

/** A job or a page read of the store worker failed; `code` is that of the error over there, '' where it has none. */
export class StoreWorkerError extends Error {
  constructor(
    message: string,
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const CRASHED = 'store_worker_crashed';
const FIRST_DELAY_MS = 250;
const LAST_DELAY_MS = 30_000;
const CLOSE_TIMEOUT_MS = 10_000;

/** One request, posted to the thread or waiting for it to be started. */
interface Call {
  readonly message: Exclude<ToWorker, { type: 'close' | 'abort' }>;
  readonly transfer: readonly ArrayBuffer[];
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: RunOptions['onProgress'];
  posts: number;
}

/**
 * Main's side of the store worker. A thread that crashes is started again after a while: its job fails, page reads are
 * asked once more.
 */
export class StoreWorker implements PageSource {
  readonly figures = new JobFigures();
  private thread: Worker | undefined;
  private readonly calls = new Map<number, Call>();
  private nextId = 1;
  /** Ends of jobs, one after the other. */
  private lastJob: Promise<unknown> = Promise.resolve();
  /** Crashes since something went well. */
  private crashes = 0;
  private restart: NodeJS.Timeout | undefined;
  private closing = false;

  constructor(private readonly options: StoreWorkerOptions) {
    this.start();
  }

  /**
   * Runs a job after those that were asked for before. Where the input is a function it is called when the job's turn has
   * come: what it reads is what the jobs before have left, and no other job begins until this one has ended. Rejects as the
   * job does, with an error of the same code; with AnotherCollectorError; or with StoreWorkerError when the thread crashed,
   * after which the job may be run again.
   */
  run<N extends JobName>(
    job: N,
    input: JobInput<N> | (() => JobInput<N> | Promise<JobInput<N>>),
    options: RunOptions = {},
  ): Promise<JobOutput<N>> {
    const begin = async (): Promise<JobOutput<N>> =>
      this.runNow(job, typeof input === 'function' ? await input() : input, options);
    const result = this.lastJob.then(begin);
    // Who waits for this one takes up its outcome before the next one reads its input.
    const over = () => new Promise((resolve) => setImmediate(resolve));
    this.lastJob = result.then(over, over);
    return result;
  }

  async readFresh(ids: readonly number[]): Promise<Map<number, Uint8Array>> {
    const pages = await this.read({ type: 'readFresh', id: this.nextId++, pages: ids });
    return new Map(ids.flatMap((id, i) => (pages[i] ? [[id, pages[i]] as const] : [])));
  }

  readPages(key: WindowKey, pages: readonly PageAddress[]): Promise<readonly (Uint8Array | undefined)[]> {
    const { tier, class: retentionClass, windowStartMs } = key;
    const named = { tier, class: retentionClass, windowStartMs };
    return this.read({ type: 'readPages', id: this.nextId++, key: named, pages });
  }

  /** Aborts the job that runs, and ends the thread. What still waits rejects. */
  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    clearTimeout(this.restart);
    const { thread } = this;
    if (thread !== undefined) {
      const ended = new Promise((resolve) => thread.once('exit', resolve));
      this.post(thread, { type: 'close' });
      const timer = setTimeout(() => void thread.terminate(), CLOSE_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    }
    this.failCalls(() => true, new StoreWorkerError('the store is closed', 'store_closed'));
  }

  private async runNow<N extends JobName>(job: N, input: JobInput<N>, options: RunOptions): Promise<JobOutput<N>> {
    const { signal, transfer = [], onProgress } = options;
    signal?.throwIfAborted();
    const message: RunMessage<N> = { type: 'run', id: this.nextId++, job, input };
    const abort = () => this.thread && this.post(this.thread, { type: 'abort', id: message.id });
    signal?.addEventListener('abort', abort);
    const startedMs = performance.now();
    let outcome: 'done' | 'failed' = 'failed';
    try {
      const output = await this.call<JobOutput<N>>(message, transfer, onProgress);
      outcome = 'done';
      return output;
    } finally {
      signal?.removeEventListener('abort', abort);
      this.figures.note(job, outcome, performance.now() - startedMs);
    }
  }

  private read(message: Call['message']): Promise<readonly (Uint8Array | undefined)[]> {
    return this.call(message, [], undefined);
  }

  private call<T>(message: Call['message'], transfer: Call['transfer'], onProgress: Call['onProgress']): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.closing) {
        reject(new StoreWorkerError('the store is closed', 'store_closed'));
        return;
      }
      // The type of an answer is that of its request: messages.ts and jobs.ts pair them.
      const settle = (output: unknown) => resolve(output as T);
      const call: Call = { message, transfer, resolve: settle, reject, onProgress, posts: 0 };
      this.calls.set(message.id, call);
      if (this.thread) this.postCall(this.thread, call);
    });
  }

  private postCall(thread: Worker, call: Call): void {
    call.posts++;
    this.post(thread, call.message, call.transfer);
  }

  private post(thread: Worker, message: ToWorker, transfer: readonly ArrayBuffer[] = []): void {
    thread.postMessage(message, [...transfer]);
  }

  private start(): void {
    const { databaseUrl, epoch, file } = this.options;
    const start: WorkerStart = { databaseUrl, epoch };
    const thread = new Worker(file, { workerData: start, name: 'store worker', execArgv: ['--enable-source-maps'] });
    let reason: Error | undefined;
    thread.on('error', (error: Error) => {
      reason = error;
    });
    thread.on('message', (message: FromWorker) => this.hear(message));
    thread.once('exit', (code) => this.noteExit(reason ?? new Error(`it ended with code ${code}`)));
    this.thread = thread;
    for (const call of this.calls.values()) this.postCall(thread, call);
  }

  private hear(message: FromWorker): void {
    if (message.type === 'damage') {
      this.options.onDamage(message.message);
      return;
    }
    const call = this.calls.get(message.id);
    if (message.type === 'progress') call?.onProgress?.(message.done, message.total);
    else this.calls.delete(message.id);
    if (message.type === 'failed') call?.reject(this.errorOf(message.failure));
    if (message.type !== 'done') return;
    this.crashes = 0;
    call?.resolve(message.output);
  }

  private errorOf({ code, message, stack }: Failure): Error {
    // Whatever it was: it failed because it was told to end.
    if (this.closing) return new StoreWorkerError('the store is closed', 'store_closed');
    if (code === 'another_collector') return this.options.onLost();
    const cause = new Error(message);
    cause.stack = stack;
    return new StoreWorkerError(message, code, { cause });
  }

  private noteExit(reason: Error): void {
    this.thread = undefined;
    if (this.closing) return;
    this.figures.crashes++;
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** this.crashes++, LAST_DELAY_MS);
    const error = new StoreWorkerError(`the store worker crashed: ${reason.message}`, CRASHED, { cause: reason });
    // What was begun twice is not tried a third time: it may be what crashes the thread.
    this.failCalls(({ message, posts }) => (message.type === 'run' ? posts > 0 : posts > 1), error);
    this.options.onCrash(error, delayMs);
    this.restart = setTimeout(() => this.start(), delayMs);
  }

  private failCalls(which: (call: Call) => boolean, error: Error): void {
    for (const [id, call] of this.calls) {
      if (!which(call)) continue;
      this.calls.delete(id);
      call.reject(error);
    }
  }
}
