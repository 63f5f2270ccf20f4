import type { Appender, SeriesRef } from '@/collector/storage/storage';
import { type Labels, METRIC_NAME, withLabel } from '@/lib/labels/labels';
import type { ScrapeTotals } from './appendScrape';

/** The outcome of one scrape, as it is stored beside the target's own series. */
export interface ScrapeReport {
  readonly up: boolean;
  readonly durationMs: number;
  readonly totals: ScrapeTotals;
  readonly timeoutMs: number;
  /** 0 for none. */
  readonly sampleLimit: number;
  /** Undefined when no body came; -1 when it was larger than the limit. */
  readonly bodyBytes: number | undefined;
}

const REPORTS: readonly (readonly [name: string, value: (report: ScrapeReport) => number])[] = [
  ['up', ({ up }) => (up ? 1 : 0)],
  ['scrape_duration_seconds', ({ durationMs }) => durationMs / 1000],
  ['scrape_samples_scraped', ({ totals }) => totals.scraped],
  ['scrape_samples_post_metric_relabeling', ({ totals }) => totals.postRelabeling],
  ['scrape_series_added', ({ totals }) => totals.seriesAdded],
];

const EXTRA_REPORTS: typeof REPORTS = [
  ['scrape_timeout_seconds', ({ timeoutMs }) => timeoutMs / 1000],
  ['scrape_sample_limit', ({ sampleLimit }) => sampleLimit],
  ['scrape_body_size_bytes', ({ bodyBytes }) => bodyBytes ?? 0],
];

/** `up`, `scrape_duration_seconds` and their kin for one target. Metric relabelling does not touch them. */
export class ReportSeries {
  readonly #series: { labels: Labels; ref: SeriesRef | undefined; value: (report: ScrapeReport) => number }[];

  constructor(targetLabels: Labels, extra: boolean) {
    this.#series = [...REPORTS, ...(extra ? EXTRA_REPORTS : [])].map(([name, value]) => ({
      labels: withLabel(targetLabels, METRIC_NAME, name),
      ref: undefined,
      value,
    }));
  }

  append(appender: Appender, timestampMs: number, report: ScrapeReport): void {
    for (const series of this.#series) {
      const value = series.value(report);
      if (series.ref !== undefined && appender.append(series.ref, timestampMs, value) !== undefined) continue;
      const ref = appender.series(series.labels);
      series.ref = typeof ref === 'number' ? ref : undefined;
      if (series.ref !== undefined) appender.append(series.ref, timestampMs, value);
    }
  }

  appendStale(appender: Appender, timestampMs: number): void {
    for (const { ref } of this.#series) if (ref !== undefined) appender.appendStale(ref, timestampMs);
  }
}
