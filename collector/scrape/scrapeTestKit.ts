import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpClientConfig, ScrapeConfig } from '@/collector/config/scrapeConfig';
import type {
  Appendable,
  Appender,
  AppendOutcome,
  CohortKey,
  Commit,
  Exemplar,
  MetricMetadata,
  SeriesRef,
} from '@/collector/storage/storage';
import { formatLabels, type Labels, labelsKey } from '@/lib/labels/labels';
import { newScrapeCounters } from './scrapeCounters';
import type { ScrapeDependencies } from './scrapeDependencies';

export interface RecordedSample {
  readonly series: string;
  readonly timestampMs: number;
  readonly value: number | 'stale';
}

/** A store in memory that keeps everything it is given, refuses what a real one refuses, and checks the contract. */
export class RecordingAppendable implements Appendable {
  readonly samples: RecordedSample[] = [];
  readonly metadata: MetricMetadata[] = [];
  /** Of committed appenders: series, exemplar, whether its time is the sample's. */
  readonly exemplars: [series: string, exemplar: Exemplar, impliedTime: boolean][] = [];
  readonly cohorts: CohortKey[] = [];
  /** How often a series was looked up by its labels. */
  lookups = 0;
  seriesLimit = Number.POSITIVE_INFINITY;
  readonly #refs = new Map<string, SeriesRef>();
  readonly #labels = new Map<SeriesRef, Labels>();
  readonly #newest = new Map<SeriesRef, { timestampMs: number; value: number | 'stale' }>();

  appender(cohort: CohortKey): Appender {
    this.cohorts.push(cohort);
    const pending: { ref: SeriesRef; timestampMs: number; value: number | 'stale' }[] = [];
    const pendingMetadata: MetricMetadata[] = [];
    const pendingExemplars: typeof this.exemplars = [];
    let ended = false;
    const open = () => {
      if (ended) throw new Error('BUG: the appender was used after commit or rollback');
    };
    const append = (ref: SeriesRef, timestampMs: number, value: number | 'stale'): AppendOutcome | undefined => {
      open();
      if (!this.#labels.has(ref)) return undefined;
      pending.push({ ref, timestampMs, value });
      return 'ok';
    };
    return {
      series: (labels) => {
        open();
        return this.#series(labels);
      },
      explain: (refusal) => `${refusal} fired`,
      append,
      appendStale: (ref, timestampMs) => append(ref, timestampMs, 'stale'),
      exemplar: (ref, exemplar, impliedTime) => {
        const labels = this.#labels.get(ref);
        if (labels === undefined) return undefined;
        pendingExemplars.push([formatLabels(labels), exemplar, impliedTime]);
        return 'ok';
      },
      metadata: (metadata) => pendingMetadata.push(metadata),
      rollback: () => {
        open();
        ended = true;
      },
      commit: () => {
        open();
        ended = true;
        this.metadata.push(...pendingMetadata);
        this.exemplars.push(...pendingExemplars);
        return this.#commit(pending);
      },
    };
  }

  /** Forgets every ref, as a store does with series that were idle for long. */
  forgetRefs(): void {
    this.#refs.clear();
    this.#labels.clear();
  }

  /** The values of a series, oldest first. */
  valuesOf(series: string): (number | 'stale')[] {
    return this.samples.filter((sample) => sample.series === series).map(({ value }) => value);
  }

  /** Names and values of the newest commit of the target's own series, without `up` and its kin. */
  exposed(): string[] {
    const newest = this.samples.at(-1)?.timestampMs;
    return this.samples
      .filter(({ timestampMs, series }) => timestampMs === newest && !/^(up|scrape_)/.test(series))
      .map(({ series, value }) => `${series} ${value}`);
  }

  #series(labels: Labels): SeriesRef | 'seriesLimit' {
    this.lookups++;
    const key = labelsKey(labels);
    const known = this.#refs.get(key);
    if (known !== undefined) return known;
    if (this.#refs.size >= this.seriesLimit) return 'seriesLimit';
    const ref = this.#newest.size + this.#refs.size + 1000 * this.lookups;
    this.#refs.set(key, ref);
    this.#labels.set(ref, labels);
    return ref;
  }

  #commit(pending: readonly { ref: SeriesRef; timestampMs: number; value: number | 'stale' }[]): Commit {
    const refused = { duplicate: 0, outOfOrder: 0, tooOld: 0, tooFarAhead: 0 };
    let appended = 0;
    for (const sample of pending) {
      const newest = this.#newest.get(sample.ref);
      if (newest?.timestampMs === sample.timestampMs && !Object.is(newest.value, sample.value)) refused.duplicate++;
      else if (newest !== undefined && newest.timestampMs > sample.timestampMs) refused.outOfOrder++;
      else {
        appended++;
        this.#newest.set(sample.ref, sample);
        const series = formatLabels(this.#labels.get(sample.ref) ?? []);
        this.samples.push({ series, timestampMs: sample.timestampMs, value: sample.value });
      }
    }
    return { appended, refused, durable: () => Promise.resolve() };
  }
}

const NO_CREDENTIALS: HttpClientConfig = {
  basicAuth: undefined,
  authorization: undefined,
  tls: {
    ca: '',
    caFile: '',
    cert: '',
    certFile: '',
    key: undefined,
    keyFile: '',
    serverName: '',
    insecureSkipVerify: false,
    minVersion: undefined,
    maxVersion: undefined,
  },
  followRedirects: true,
  headers: [],
};

/** A scrape config with everything off but what is given. */
export function scrapeConfig(given: Partial<ScrapeConfig> = {}): ScrapeConfig {
  return {
    jobName: 'test',
    scrapeIntervalMs: 100,
    scrapeTimeoutMs: 100,
    metricsPath: '/metrics',
    scheme: 'http',
    params: {},
    honorLabels: false,
    honorTimestamps: true,
    trackTimestampsStaleness: false,
    enableCompression: true,
    extraScrapeMetrics: false,
    scrapeProtocols: ['OpenMetricsText1.0.0', 'PrometheusText0.0.4'],
    fallbackScrapeProtocol: undefined,
    limits: {
      bodySizeBytes: 0,
      samples: 0,
      labels: 0,
      labelNameBytes: 0,
      labelValueBytes: 0,
      targets: 0,
      keptDroppedTargets: 0,
    },
    http: NO_CREDENTIALS,
    staticConfigs: [],
    fileSdConfigs: [],
    relabelConfigs: [],
    metricRelabelConfigs: [],
    ...given,
  };
}

/** A clock that stands until it is moved; timers run when it passes them. */
export class ManualClock {
  nowMs: number;
  #timers = new Set<{ atMs: number; callback: () => void }>();

  constructor(startMs: number) {
    this.nowMs = startMs;
  }

  readonly now = () => this.nowMs;

  readonly schedule = (delayMs: number, callback: () => void) => {
    const timer = { atMs: this.nowMs + delayMs, callback };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  };

  get pending(): number {
    return this.#timers.size;
  }

  /** Moves to the next timer and runs it, late by `lateMs`. */
  async runNext(lateMs = 0): Promise<void> {
    const [next] = [...this.#timers].sort((a, b) => a.atMs - b.atMs);
    if (next === undefined) throw new Error('no timer is set');
    this.#timers.delete(next);
    this.nowMs = Math.max(this.nowMs, next.atMs + lateMs);
    next.callback();
    await settle();
  }
}

/** Lets everything that needs no further input happen. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

export function dependencies(appendable: Appendable, clock: Pick<ManualClock, 'now' | 'schedule'>): ScrapeDependencies {
  const log = { warn: () => {}, debug: () => {} };
  return { appendable, counters: newScrapeCounters(), log, now: clock.now, schedule: clock.schedule };
}

export const REAL_CLOCK = {
  now: () => performance.timeOrigin + performance.now(),
  schedule: (delayMs: number, callback: () => void) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** A target on a free port of this machine. */
export async function startTarget(answer: RequestListener): Promise<{ server: Server; address: string; url: string }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, address: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}/metrics` };
}

export function stopTarget(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
