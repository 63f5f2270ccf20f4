import type { Matcher } from '@/lib/labels/matcher';
import { describeStart, NOT_STARTED, type StartProgress } from './startProgress';
import {
  type Appendable,
  type Appender,
  type AppenderOptions,
  type CohortKey,
  type ExemplarQueryable,
  type ExemplarSet,
  type MetricMetadata,
  type Querier,
  type Queryable,
  StorageUnavailableError,
} from './storage';
import type { Store } from './store';

/** The store was closed before it was open. */
export class ClosedWhileOpeningError extends Error {
  readonly code = 'closed_while_opening';
}

/**
 * Stands for a store that is still being opened, so that everything around it can be made, and answer, meanwhile. Until then
 * its methods throw StorageUnavailableError, whose message says how far the start is.
 */
export class LateStore implements Appendable, Queryable, ExemplarQueryable {
  private store: Store | undefined;
  private opening: Promise<Store> | undefined;
  private closed = false;
  progress: StartProgress = NOT_STARTED;

  /** @param open openStore, which tells how far it is */
  async open(open: (onProgress: (progress: StartProgress) => void) => Promise<Store>): Promise<Store> {
    this.opening = open((progress) => {
      this.progress = progress;
    });
    const store = await this.opening;
    this.progress = { ...this.progress, phase: 'done' };
    if (this.closed) throw new ClosedWhileOpeningError('the store was closed while it was opened');
    this.store = store;
    return store;
  }

  get isOpen(): boolean {
    return this.store !== undefined;
  }

  /** The store itself. Throws StorageUnavailableError. */
  get opened(): Store {
    if (this.store === undefined) throw new StorageUnavailableError(describeStart(this.progress));
    return this.store;
  }

  appender(cohort: CohortKey, options?: AppenderOptions): Appender {
    return this.opened.appender(cohort, options);
  }

  querier(minTimeMs: number, maxTimeMs: number): Querier {
    return this.opened.querier(minTimeMs, maxTimeMs);
  }

  metadata(): ReadonlyMap<string, readonly MetricMetadata[]> {
    return this.opened.metadata();
  }

  exemplars(
    matcherSets: readonly (readonly Matcher[])[],
    minTimeMs: number,
    maxTimeMs: number,
    signal: AbortSignal,
  ): Promise<ExemplarSet> {
    return this.opened.exemplars(matcherSets, minTimeMs, maxTimeMs, signal);
  }

  /** Closes the store, when it is open or as soon as it is. */
  async close(): Promise<void> {
    this.closed = true;
    const store = await this.opening?.catch(() => undefined);
    await store?.close();
  }
}
