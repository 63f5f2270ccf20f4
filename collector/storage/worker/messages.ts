/** What main and the store worker say to each other. */
import type { PageAddress } from '../postgres/sealedPages';
import type { WindowKey } from '../read/windowSet';
import type { JobInput, JobName } from './jobs';

/** What a worker begins with. */
export interface WorkerStart {
  readonly databaseUrl: string;
  /** Of main's lease; every write of the worker checks it. */
  readonly epoch: bigint;
}

export interface RunMessage<N extends JobName> {
  readonly type: 'run';
  readonly id: number;
  readonly job: N;
  readonly input: JobInput<N>;
}

/** Page reads are answered while a job runs. `id` names the request in all that is said about it. */
export type ReadMessage =
  | { readonly type: 'readFresh'; readonly id: number; readonly pages: readonly number[] }
  | {
      readonly type: 'readPages';
      readonly id: number;
      readonly key: WindowKey;
      readonly pages: readonly PageAddress[];
    };

export type ToWorker =
  | RunMessage<JobName>
  | ReadMessage
  | { readonly type: 'abort'; readonly id: number }
  | { readonly type: 'close' };

export type FromWorker =
  /** `output` is the job's answer, or the pages in the order they were asked for. */
  | { readonly type: 'done'; readonly id: number; readonly output: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly failure: Failure }
  | { readonly type: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  /** A page could not be read. */
  | { readonly type: 'damage'; readonly message: string };

/** An error on its way between threads: classes do not survive it, codes do. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly stack: string;
}

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: '', message: String(error), stack: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { code, message: error.message, stack: error.stack ?? '' };
}
