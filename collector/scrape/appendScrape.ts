import type { Appender, SeriesRef } from '@/collector/storage/storage';
import { formatLabels } from '@/lib/labels/labels';
import { type MetricLabelRules, metricLabels } from './metricLabels';
import { DROPPED_REF, REFUSED_REF, type ScrapeCache } from './scrapeCache';
import { ScrapeError } from './scrapeError';
import { NOT_FOUND } from './seriesTexts';
import type { TargetMetadata } from './targetMetadata';
import type { ExpositionParser } from './textparse/parser';

/** How the samples of a target are to be taken. */
export interface AppendRules extends MetricLabelRules {
  readonly honorTimestamps: boolean;
  readonly trackTimestampsStaleness: boolean;
  /** 0 for no limit. */
  readonly sampleLimit: number;
}

/** What one body held. */
export interface ScrapeTotals {
  /** Sample lines. */
  scraped: number;
  /** Of these, what metric relabelling left. */
  postRelabeling: number;
  /** Series that the target did not have in its last scrapes. */
  seriesAdded: number;
  /** Lines that repeat a series of the same body. */
  duplicates: number;
  /** Lines of series the store refused to create. */
  refused: number;
  /** Why the last of them was refused; '' when there was none. */
  refusal: string;
}

export function newScrapeTotals(): ScrapeTotals {
  return { scraped: 0, postRelabeling: 0, seriesAdded: 0, duplicates: 0, refused: 0, refusal: '' };
}

/**
 * One body on its way into the store: reads it to its end into the appender and `totals`. These hold true also when
 * `run` throws half-way: ScrapeError for a limit (after counting the rest) or an unusable series, ExpositionError
 * for a body that cannot be parsed. The caller commits or rolls back, and ends the cache's scrape to match.
 */
export class ScrapeAppend {
  readonly totals = newScrapeTotals();
  #limitError: ScrapeError | undefined;

  constructor(
    private readonly body: Uint8Array,
    private readonly parser: ExpositionParser,
    private readonly cache: ScrapeCache,
    private readonly appender: Appender,
    private readonly rules: AppendRules,
    private readonly metadata: TargetMetadata,
  ) {}

  /** `scrapeTimeMs` is the time of samples that bring none. */
  run(scrapeTimeMs: number): void {
    const { parser, metadata } = this;
    this.cache.begin(this.body);
    metadata.begin();
    for (;;) {
      const entry = parser.next();
      switch (entry) {
        case 'eof':
          if (this.#limitError !== undefined) throw this.#limitError;
          metadata.end(this.appender);
          return;
        case 'series':
          this.#sample(scrapeTimeMs);
          break;
        case 'type':
          metadata.type(parser.metricName(), parser.metricType());
          break;
        case 'help':
          metadata.help(parser.metricName(), parser.help());
          break;
        case 'unit':
          metadata.unit(parser.metricName(), parser.unit());
          break;
        case 'comment':
          break;
      }
    }
  }

  #sample(scrapeTimeMs: number): void {
    const { parser, cache, totals } = this;
    totals.scraped++;
    // Over the limit the rest is only counted, so that the error's cause shows in scrape_samples_scraped.
    if (this.#limitError !== undefined) return;

    let entry = cache.find(parser.seriesStart, parser.seriesEnd);
    if (entry === NOT_FOUND) {
      entry = cache.add(parser.seriesStart, parser.seriesEnd, this.#seriesOf());
      if (cache.ref(entry) !== DROPPED_REF) totals.seriesAdded++;
    }
    const ownTime = this.rules.honorTimestamps && !Number.isNaN(parser.timestampMs);
    const isFirst = cache.seen(entry, !ownTime || this.rules.trackTimestampsStaleness);
    const ref = cache.ref(entry);
    if (ref === DROPPED_REF) return;
    totals.postRelabeling++;
    if (this.rules.sampleLimit > 0 && totals.postRelabeling > this.rules.sampleLimit) {
      this.#limitError = new ScrapeError('sampleLimit', `sample limit exceeded (limit: ${this.rules.sampleLimit})`);
    } else if (!isFirst && !ownTime) {
      totals.duplicates++;
    } else {
      const timestampMs = ownTime ? parser.timestampMs : scrapeTimeMs;
      this.#append(entry, ref, timestampMs);
      if (parser.hasExemplar) this.#appendExemplar(cache.ref(entry), timestampMs);
    }
  }

  /** What is not taken is counted by the store: an exemplar stays on its line for many scrapes. */
  #appendExemplar(ref: SeriesRef, sampleMs: number): void {
    if (ref === REFUSED_REF) return;
    const { parser, appender } = this;
    const labels = parser.exemplarLabels();
    const impliedTime = Number.isNaN(parser.exemplarTimestampMs);
    const timestampMs = impliedTime ? sampleMs : parser.exemplarTimestampMs;
    appender.exemplar(ref, { labels, value: parser.exemplarValue, timestampMs }, impliedTime);
  }

  #append(entry: number, known: SeriesRef, timestampMs: number): void {
    // A refused series is asked for again each time: the limit may have gone, or the store forgot the ref.
    const ref = known === REFUSED_REF ? this.#resolveAgain(entry) : known;
    if (ref === REFUSED_REF) {
      this.totals.refused++;
      return;
    }
    if (this.appender.append(ref, timestampMs, this.parser.value) !== undefined) return;
    const renewed = this.#resolveAgain(entry);
    if (renewed === REFUSED_REF) this.totals.refused++;
    else this.appender.append(renewed, timestampMs, this.parser.value);
  }

  #resolveAgain(entry: number): SeriesRef {
    const ref = this.#seriesOf();
    this.cache.setRef(entry, ref);
    return ref;
  }

  /** The ref of the series the parser stands on; DROPPED_REF or REFUSED_REF when there is none. */
  #seriesOf(): SeriesRef {
    const { parser } = this;
    const labels = metricLabels(parser.labels(), (name) => this.#isExposedEmpty(name), this.rules);
    if (labels === undefined) return DROPPED_REF;
    const ref = this.appender.series(labels);
    if (typeof ref === 'number') return ref;
    if (ref === 'invalidLabels') {
      throw new ScrapeError('invalidSeries', `invalid metric name or label names: ${formatLabels(labels)}`);
    }
    this.totals.refusal = this.appender.explain(ref);
    return REFUSED_REF;
  }

  /** Whether the series text has `name=""`. In a quoted value that cannot stand: its quote would end the value. */
  #isExposedEmpty(name: string): boolean {
    const { seriesStart, seriesEnd } = this.parser;
    const text = Buffer.from(this.body.buffer, this.body.byteOffset + seriesStart, seriesEnd - seriesStart).toString();
    if (text.includes(`"${name}"=""`)) return true;
    const bare = `${name}=""`;
    for (let at = text.indexOf(bare); at > 0; at = text.indexOf(bare, at + 1)) {
      if ('{, \t'.includes(text[at - 1] as string)) return true;
    }
    return false;
  }
}
