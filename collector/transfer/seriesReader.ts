import {
  type Querier,
  type Queryable,
  type SelectHints,
  type SeriesColumns,
  TooManySamplesError,
} from '@/collector/storage/storage';
import { escapeRegex } from '@/lib/dashboard/escapeRegex';
import type { Matcher } from '@/lib/labels/matcher';

/** Inclusive, in ms. */
export interface Interval {
  readonly startMs: number;
  readonly endMs: number;
}

/** So many values of a label are tried at a time. */
const VALUES_PER_BATCH = 64;

/**
 * Raw samples of any number of series, each series whole and in order of time, never holding more than so many samples.
 * What is too much at a time is divided: by the values of a label, these by those of another, and a single series by time.
 */
export class SeriesReader {
  constructor(
    private readonly queryable: Queryable,
    private readonly maxSamples: number,
    private readonly signal: AbortSignal,
  ) {}

  /** A series may come in several stretches, one directly after the other. Rejects with QueryAbortedError. */
  async *read(matchers: readonly Matcher[], interval: Interval): AsyncGenerator<SeriesColumns, void, undefined> {
    const found = await this.select(matchers, interval);
    if (found !== undefined) yield* found;
    else if (await this.isOneSeries(matchers, interval)) yield* this.readHalves(matchers, interval);
    else yield* this.readByLabel(matchers, interval);
  }

  private async *readHalves(matchers: readonly Matcher[], interval: Interval): AsyncGenerator<SeriesColumns> {
    const { startMs, endMs } = interval;
    const middleMs = startMs + Math.floor((endMs - startMs) / 2);
    const halves = [
      { startMs, endMs: middleMs },
      { startMs: middleMs + 1, endMs },
    ];
    for (const half of halves) {
      const found = await this.select(matchers, half);
      if (found !== undefined) yield* found;
      else yield* this.readHalves(matchers, half);
    }
  }

  private async *readByLabel(matchers: readonly Matcher[], interval: Interval): AsyncGenerator<SeriesColumns> {
    const { label, values } = await this.mostDividing(matchers, interval);
    yield* this.read([...matchers, { name: label, operator: '=', value: '' }], interval);
    for (let from = 0; from < values.length; from += VALUES_PER_BATCH) {
      yield* this.readValues(matchers, label, values.slice(from, from + VALUES_PER_BATCH), interval);
    }
  }

  private async *readValues(
    matchers: readonly Matcher[],
    label: string,
    values: readonly string[],
    interval: Interval,
  ): AsyncGenerator<SeriesColumns> {
    const [only = ''] = values;
    if (values.length === 1) {
      yield* this.read([...matchers, { name: label, operator: '=', value: only }], interval);
      return;
    }
    const pattern = values.map(escapeRegex).join('|');
    const found = await this.select([...matchers, { name: label, operator: '=~', value: pattern }], interval);
    if (found !== undefined) {
      yield* found;
      return;
    }
    const middle = values.length >>> 1;
    yield* this.readValues(matchers, label, values.slice(0, middle), interval);
    yield* this.readValues(matchers, label, values.slice(middle), interval);
  }

  /** Of the labels that no equality has fixed yet, the one with the most values. */
  private mostDividing(
    matchers: readonly Matcher[],
    interval: Interval,
  ): Promise<{ label: string; values: readonly string[] }> {
    const query = { matcherSets: [matchers], limit: 0 };
    const fixed = new Set(matchers.filter(({ operator }) => operator === '=').map(({ name }) => name));
    return this.ask(interval, async (querier) => {
      let best: { label: string; values: readonly string[] } | undefined;
      for (const label of (await querier.labelNames(query, this.signal)).names) {
        if (fixed.has(label)) continue;
        const { names: values } = await querier.labelValues(label, query, this.signal);
        if (best === undefined || values.length > best.values.length) best = { label, values };
      }
      if (best === undefined) throw new Error('BUG: several series with equal labels');
      return best;
    });
  }

  private isOneSeries(matchers: readonly Matcher[], interval: Interval): Promise<boolean> {
    const query = { matcherSets: [matchers], limit: 2 };
    return this.ask(interval, async (querier) => (await querier.seriesLabels(query, this.signal)).series.length < 2);
  }

  /** Undefined when it is too much at a time. */
  private async select(
    matchers: readonly Matcher[],
    interval: Interval,
  ): Promise<readonly SeriesColumns[] | undefined> {
    const { maxSamples } = this;
    const hints: SelectHints = { stepMs: 0, rangeMs: 0, func: '', maxResolutionMs: 0, maxSamples };
    try {
      const { series, warnings } = await this.ask(interval, (querier) => querier.select(matchers, hints, this.signal));
      // A warning says that samples are missing, and a file has no place to say so.
      if (warnings.length > 0) throw new IncompleteReadError(warnings.join('; '));
      return series;
    } catch (error) {
      if (error instanceof TooManySamplesError && interval.endMs > interval.startMs) return undefined;
      throw error;
    }
  }

  /** With a querier of its own each time: one that stays open for long may lose what it names. */
  private async ask<T>({ startMs, endMs }: Interval, question: (querier: Querier) => Promise<T>): Promise<T> {
    const querier = this.queryable.querier(startMs, endMs);
    try {
      return await question(querier);
    } finally {
      querier.close();
    }
  }
}

/** What was read is not all: Postgres is away, or a page is damaged. */
export class IncompleteReadError extends Error {
  readonly code = 'incomplete_read';
}
