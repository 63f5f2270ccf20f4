import type { Appendable } from '@/collector/storage/storage';
import type { ScrapeCounters } from './scrapeCounters';

/** A body as it came, decompressed. It must not change afterwards. */
export interface FetchedBody {
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
}

/** Gets one target's body. Rejects with ScrapeError. `signal` fires at the timeout or when the target goes. */
export type FetchBody = (url: string, timeoutMs: number, signal: AbortSignal) => Promise<FetchedBody>;

/** Lines for the operator; `fields` name pool and target. */
export interface ScrapeLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** What scraping needs of the world: clock and timers, the store, a place for counters and log lines. */
export interface ScrapeDependencies {
  readonly appendable: Appendable;
  readonly counters: ScrapeCounters;
  readonly log: ScrapeLog;
  /** Milliseconds since the epoch, with fractions; never runs backwards (scrapeClock.ts). */
  readonly now: () => number;
  /** Calls back once after `delayMs`, unless the returned function was called before. */
  readonly schedule: (delayMs: number, callback: () => void) => () => void;
}
