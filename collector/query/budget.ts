/** What one query may use: time, samples in memory, and the patience of everything else on its thread. */
import { QueryError } from './result';

/** A query lets others run after so many milliseconds of work. */
const SLICE_MS = 5;

export interface BudgetLimits {
  readonly timeoutMs: number;
  readonly maxSamples: number;
  readonly signal: AbortSignal;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

export class Budget {
  private readonly deadline: number;
  private sliceEnd: number;
  private held = 0;
  private peak = 0;

  constructor(private readonly limits: BudgetLimits) {
    const start = limits.now();
    this.deadline = start + limits.timeoutMs;
    this.sliceEnd = start + SLICE_MS;
  }

  get peakSamples(): number {
    return this.peak;
  }

  /** Samples that may still be taken. */
  get left(): number {
    return this.limits.maxSamples - this.held;
  }

  /** Counts samples as held in memory. Throws QueryError above the limit. */
  take(samples: number): void {
    this.held += samples;
    if (this.held > this.peak) this.peak = this.held;
    if (this.held <= this.limits.maxSamples) return;
    throw new QueryError(
      'execution',
      `query processing would load too many samples into memory: ${this.held} are more than ` +
        `--query.max-samples=${this.limits.maxSamples}; select fewer series or a shorter time`,
    );
  }

  release(samples: number): void {
    this.held -= samples;
  }

  /** Throws QueryError when the query was cancelled or its time is over. */
  check(): void {
    if (this.limits.signal.aborted) throw new QueryError('canceled', 'query was canceled in expression evaluation');
    if (this.limits.now() <= this.deadline) return;
    throw new QueryError(
      'timeout',
      `query timed out in expression evaluation after --query.timeout=${this.limits.timeoutMs / 1000}s`,
    );
  }

  /** Call once per series or so: undefined, or a promise to await before going on. */
  pause(): Promise<void> | undefined {
    if (this.limits.now() < this.sliceEnd) return undefined;
    this.check();
    return this.yieldToOthers();
  }

  private async yieldToOthers(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.sliceEnd = this.limits.now() + SLICE_MS;
    this.check();
  }
}
