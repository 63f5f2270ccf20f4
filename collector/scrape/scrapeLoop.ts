import { formatDuration } from '@/collector/config/duration';
import type { Appender, CohortKey, MetricMetadata } from '@/collector/storage/storage';
import { getLabel } from '@/lib/labels/labels';
import { type AppendRules, newScrapeTotals, ScrapeAppend, type ScrapeTotals } from './appendScrape';
import { describeRefusals } from './refusals';
import { ReportSeries } from './reportSeries';
import { ScrapeCache } from './scrapeCache';
import { countCommit } from './scrapeCounters';
import type { FetchBody, ScrapeDependencies } from './scrapeDependencies';
import { ScrapeError, type ScrapeLimitCode } from './scrapeError';
import { ScrapeSchedule } from './scrapeSchedule';
import { NEVER_SCRAPED, type ScrapeStatus } from './scrapeStatus';
import type { Target } from './target';
import { TargetMetadata } from './targetMetadata';
import { ExpositionError } from './textparse/expositionError';
import { createParser, type ExpositionParser } from './textparse/parser';

/** The part of a scrape config that a running loop depends on. */
export interface ScrapeLoopOptions {
  readonly append: AppendRules;
  readonly extraScrapeMetrics: boolean;
  /** Content-Type of bodies that come without one. */
  readonly fallbackContentType: string | undefined;
}

/** Timers of Node fire at once beyond this, 24.8 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

type Fetched =
  | { readonly ok: true; readonly body: Uint8Array; readonly parser: ExpositionParser }
  | { readonly ok: false; readonly failure: unknown };

interface ScrapeOutcome {
  readonly timestampMs: number;
  readonly startMs: number;
  readonly totals: ScrapeTotals;
  readonly bodyBytes: number | undefined;
  readonly failure: unknown;
}

/** Scrapes one target at its interval until it is stopped. At most one scrape runs at a time. */
export class ScrapeLoop {
  readonly #schedule: ScrapeSchedule;
  readonly #cohort: CohortKey;
  readonly #report: ReportSeries;
  readonly #metadata = new TargetMetadata();
  readonly #cache: ScrapeCache;
  #stopped = false;
  /** Of the scrape that is fetching now. */
  #request: AbortController | undefined;
  #cancelTimer: () => void = () => {};
  #running: Promise<void> = Promise.resolve();
  #forcedError: ScrapeError | undefined;
  #status = NEVER_SCRAPED;
  #lastTimestampMs = 0;

  /** `previous`: the loop of the same target under an older configuration; its vanished series go stale. */
  constructor(
    private target: Target,
    private readonly options: ScrapeLoopOptions,
    private readonly fetchBody: FetchBody,
    private readonly deps: ScrapeDependencies,
    previous: ScrapeLoop | undefined,
  ) {
    this.#schedule = new ScrapeSchedule(target.scrapeIntervalMs, target.key);
    this.#cohort = {
      job: getLabel(target.labels, 'job'),
      instance: getLabel(target.labels, 'instance'),
      origin: target.url,
    };
    this.#report = new ReportSeries(target.labels, options.extraScrapeMetrics);
    this.#cache = new ScrapeCache();
    if (previous !== undefined) this.#inherit(previous);
  }

  get status(): ScrapeStatus {
    return this.#status;
  }

  get currentTarget(): Target {
    return this.target;
  }

  /** Takes what discovery now says of the same target; key and times must be those it has. */
  setTarget(target: Target): void {
    if (target.key !== this.target.key) throw new Error('BUG: a scrape loop keeps its target');
    this.target = target;
  }

  metadata(): readonly MetricMetadata[] {
    return this.#metadata.list();
  }

  start(): void {
    this.#scheduleAfter(this.deps.now());
  }

  /** While set, every scrape fails with it and fetches nothing: the job has too many targets. */
  setForcedError(error: ScrapeError | undefined): void {
    this.#forcedError = error;
  }

  /**
   * Ends the loop; resolves when no scrape is running. `markStale`: the target is gone for good, so all its series
   * get staleness markers. A shutdown does not mark them, as the next start goes on scraping.
   */
  async stop(markStale: boolean): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    this.#request?.abort(new ScrapeError('connection', 'the target is not scraped any more'));
    await this.#running;
    if (markStale) this.#endOfRun();
  }

  #inherit(previous: ScrapeLoop): void {
    this.#cache.inherit(previous.#cache);
    this.#status = previous.#status;
    this.#lastTimestampMs = previous.#lastTimestampMs;
  }

  #scheduleAfter(nowMs: number): void {
    if (this.#stopped) return;
    const dueMs = this.#schedule.next(nowMs);
    const delayMs = dueMs - nowMs;
    if (delayMs > MAX_TIMER_MS) {
      this.#cancelTimer = this.deps.schedule(MAX_TIMER_MS, () => this.#scheduleAfter(this.deps.now()));
      return;
    }
    this.#cancelTimer = this.deps.schedule(delayMs, () => {
      this.#running = this.#scrapeDue(dueMs);
    });
  }

  async #scrapeDue(dueMs: number): Promise<void> {
    const startMs = this.deps.now();
    try {
      await this.#scrape(this.#schedule.timestamp(dueMs, startMs), startMs);
    } catch (error) {
      // Only the store can throw here; scraping goes on, because it may come back.
      this.deps.counters.storageErrors++;
      const lastError = `cannot store the samples: ${messageOf(error)}`;
      this.#status = { ...this.#status, health: 'down', lastError, lastScrapeMs: startMs };
      this.deps.log.warn({ target: this.target.url, err: error }, 'cannot store the samples of a scrape');
    }
    // After a timer that fired early the same appointed time would come again.
    this.#scheduleAfter(Math.max(this.deps.now(), dueMs));
  }

  async #scrape(timestampMs: number, startMs: number): Promise<void> {
    const fetched = await this.#fetch();
    if (this.#stopped) return;
    const stored = fetched.ok ? this.#store(fetched.body, fetched.parser, timestampMs) : undefined;
    const outcome: ScrapeOutcome = {
      timestampMs,
      startMs,
      totals: stored?.totals ?? newScrapeTotals(),
      bodyBytes: fetched.ok ? fetched.body.length : undefined,
      failure: fetched.ok ? stored?.failure : fetched.failure,
    };
    if (stored !== undefined && outcome.failure === undefined) return this.#finish(stored.appender, outcome);
    const appender = this.deps.appendable.appender(this.#cohort);
    this.#cache.fail((ref) => appender.appendStale(ref, timestampMs));
    this.#finish(appender, outcome);
  }

  async #fetch(): Promise<Fetched> {
    if (this.#forcedError !== undefined) return { ok: false, failure: this.#forcedError };
    const timeoutMs = this.target.scrapeTimeoutMs;
    const request = new AbortController();
    this.#request = request;
    const cancelTimeout = this.deps.schedule(Math.min(timeoutMs, MAX_TIMER_MS), () =>
      request.abort(timeoutError(timeoutMs)),
    );
    try {
      const { body, contentType } = await this.fetchBody(this.target.url, timeoutMs, request.signal);
      return { ok: true, body, parser: createParser(contentType ?? this.options.fallbackContentType, body) };
    } catch (failure) {
      return { ok: false, failure };
    } finally {
      cancelTimeout();
      this.#request = undefined;
    }
  }

  /** Reads the body into a new appender, which is rolled back when that fails. */
  #store(body: Uint8Array, parser: ExpositionParser, timestampMs: number) {
    const appender = this.deps.appendable.appender(this.#cohort);
    const append = new ScrapeAppend(body, parser, this.#cache, appender, this.options.append, this.#metadata);
    let failure: unknown;
    try {
      append.run(timestampMs);
      this.#cache.succeed((ref) => appender.appendStale(ref, timestampMs));
    } catch (error) {
      failure = error;
      appender.rollback();
    }
    return { appender, totals: append.totals, failure };
  }

  #finish(appender: Appender, outcome: ScrapeOutcome): void {
    const { failure, totals, timestampMs, startMs } = outcome;
    const durationMs = this.deps.now() - startMs;
    const limitExceeded = failure instanceof ScrapeError ? failure.limit : undefined;
    this.#report.append(appender, timestampMs, {
      up: failure === undefined,
      durationMs,
      totals,
      timeoutMs: this.target.scrapeTimeoutMs,
      sampleLimit: this.options.append.sampleLimit,
      bodyBytes: limitExceeded === 'bodySizeLimit' ? -1 : outcome.bodyBytes,
    });
    const commit = appender.commit();
    countCommit(this.deps.counters, commit, totals);
    this.#status = {
      health: failure === undefined ? 'up' : 'down',
      lastError: failure === undefined ? '' : messageOf(failure),
      lastWarning: failure === undefined ? describeRefusals(commit.refused, totals) : '',
      limitExceeded,
      lastScrapeMs: startMs,
      lastScrapeDurationMs: durationMs,
      totals,
    };
    this.#lastTimestampMs = timestampMs;
    if (failure !== undefined) this.#noteFailure(failure, limitExceeded);
  }

  #noteFailure(failure: unknown, limit: ScrapeLimitCode | undefined): void {
    const { counters, log } = this.deps;
    counters.failedScrapes++;
    if (limit !== undefined) counters[limit]++;
    const expected = failure instanceof ScrapeError || failure instanceof ExpositionError;
    if (expected) log.debug({ target: this.target.url, err: failure.message }, 'scrape failed');
    else log.warn({ target: this.target.url, err: failure }, 'scrape failed for a reason of our own');
  }

  /** Markers lie after the newest sample, and never in the future of a target that takes over these series. */
  #endOfRun(): void {
    const timestampMs = Math.max(Math.floor(this.deps.now()), this.#lastTimestampMs + 1);
    const appender = this.deps.appendable.appender(this.#cohort);
    this.#cache.fail((ref) => appender.appendStale(ref, timestampMs));
    this.#report.appendStale(appender, timestampMs);
    appender.commit();
  }
}

function timeoutError(timeoutMs: number): ScrapeError {
  const timeout = formatDuration(timeoutMs);
  return new ScrapeError('timeout', `context deadline exceeded: no complete answer within the timeout of ${timeout}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
