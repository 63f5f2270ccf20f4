/** What a job of the store worker is: a plain function, which tests may call on their own thread. */
import type { PageAccess } from './pageAccess';

/**
 * Work on stored pages that takes longer than the main thread may wait. `input` and the answer are structured-cloneable.
 * It may be ended at any moment by a crash and is then begun again: what it writes must count for nothing until its last
 * commit.
 */
export type Job<Input, Output> = (access: PageAccess, input: Input, progress: JobProgress) => Promise<Output>;

/** How a job stays a good neighbour of the page reads on its thread. */
export interface JobProgress {
  /** Aborted when the store closes or gives the job up. */
  readonly signal: AbortSignal;
  /** Call it often: from time to time it lets page reads have a turn. Throws JobAbortedError once the job is aborted. */
  turn(): Promise<void> | undefined;
  /** How much is done, in a unit of the job's choice. */
  report(done: number, total: number): void;
}

/** A job that was told to end; nothing of it is published. */
export class JobAbortedError extends Error {
  readonly code = 'job_aborted';
}

/** How long a job has its thread before others get a turn. */
const TURN_MS = 8;

export interface JobProgressOptions {
  readonly signal?: AbortSignal;
  onReport?(done: number, total: number): void;
  /** Resolves when those who wait for the thread have had their turn. */
  othersTurn?(): Promise<unknown>;
}

/** The progress of a job on this thread. */
export function jobProgress(options: JobProgressOptions = {}): JobProgress {
  const { signal = new AbortController().signal, onReport = () => undefined, othersTurn = nextTurn } = options;
  let turnEndsMs = performance.now() + TURN_MS;
  const pause = async () => {
    await othersTurn();
    turnEndsMs = performance.now() + TURN_MS;
  };
  return {
    signal,
    turn() {
      if (signal.aborted) throw new JobAbortedError('the job was aborted', { cause: signal.reason });
      return performance.now() < turnEndsMs ? undefined : pause();
    },
    report: onReport,
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
