import { newScrapeTotals, type ScrapeTotals } from './appendScrape';
import type { ScrapeLimitCode } from './scrapeError';

/** What the last scrape came to. */
export interface ScrapeStatus {
  readonly health: 'up' | 'down' | 'unknown';
  /** '' when there was none. */
  readonly lastError: string;
  /** What of a good scrape was not stored, and why; '' when all was. */
  readonly lastWarning: string;
  /** The limit that made the last scrape fail. */
  readonly limitExceeded: ScrapeLimitCode | undefined;
  /** Milliseconds since the epoch; 0 before the first scrape. */
  readonly lastScrapeMs: number;
  readonly lastScrapeDurationMs: number;
  readonly totals: ScrapeTotals;
}

export const NEVER_SCRAPED: ScrapeStatus = {
  health: 'unknown',
  lastError: '',
  lastWarning: '',
  limitExceeded: undefined,
  lastScrapeMs: 0,
  lastScrapeDurationMs: 0,
  totals: newScrapeTotals(),
};
