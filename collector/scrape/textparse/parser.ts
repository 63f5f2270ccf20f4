import type { Labels } from '@/lib/labels/labels';
import { ExpositionError } from './expositionError';
import { refuseForeignBody } from './foreignBody';
import { OpenMetricsParser } from './openMetricsParser';
import { TextParser } from './textParser';

/** What `next()` stands on. Metadata entries name their metric by `metricName()`. */
export type ExpositionEntry = 'series' | 'type' | 'help' | 'unit' | 'comment' | 'eof';

/** The metric types of both formats; `untyped` of the text format is `unknown`. */
export type MetricType =
  | 'counter'
  | 'gauge'
  | 'histogram'
  | 'gaugehistogram'
  | 'summary'
  | 'info'
  | 'stateset'
  | 'unknown';

/**
 * A pull parser over one scraped body: call `next()` until it answers 'eof', and read the accessors that belong
 * to the entry. It knows nothing of storage, makes no string and no object per sample, and keeps the body by
 * reference: the body must not change while it is parsed. Every method may throw ExpositionError and nothing else;
 * after an error the parser must not be used again.
 */
export interface ExpositionParser {
  next(): ExpositionEntry;

  /** Byte offsets in the body of the series text, `name{…}` as exposed, without surrounding blanks. After 'series'. */
  readonly seriesStart: number;
  /** Exclusive. */
  readonly seriesEnd: number;
  /** The sample's value; every NaN is the ordinary NaN, never a staleness marker. After 'series'. */
  readonly value: number;
  /** Milliseconds since the epoch, NaN when the sample has no timestamp. After 'series'. */
  readonly timestampMs: number;

  /** Whether the sample has an exemplar. After 'series'. */
  readonly hasExemplar: boolean;
  readonly exemplarValue: number;
  /** Milliseconds since the epoch, NaN when the exemplar has no timestamp. */
  readonly exemplarTimestampMs: number;
  /** The label set of the exemplar, parsed by this call. Only where there is one. */
  exemplarLabels(): Labels;

  /**
   * The label set of the series with `__name__`, parsed by this call: only for series the caller does not know yet.
   * Labels with an empty value are left out, as they mean "no such label". After 'series'.
   */
  labels(): Labels;

  /** The metric name. After 'series', 'type', 'help' and 'unit'. */
  metricName(): string;
  /** After 'type'. */
  metricType(): MetricType;
  /** The help text without escapes. After 'help'. */
  help(): string;
  /** After 'unit'. */
  unit(): string;
}

/**
 * The parser for a body, chosen by its Content-Type: OpenMetrics 1.0 for `application/openmetrics-text`, else the
 * text format 0.0.4 (many exporters send a wrong or no type). Throws ExpositionError at once when the body is
 * plainly something else: protobuf, HTML, or compressed bytes.
 */
export function createParser(contentType: string | undefined, body: Uint8Array): ExpositionParser {
  const mediaType = (contentType ?? '').split(';', 1)[0]!.trim().toLowerCase();
  if (mediaType === 'application/vnd.google.protobuf') {
    const reason = 'the target answered in protobuf, which was not asked for; only text formats are understood';
    throw new ExpositionError('unsupported_format', 1, 1, reason);
  }
  refuseForeignBody(body, mediaType);
  return mediaType === 'application/openmetrics-text' ? new OpenMetricsParser(body) : new TextParser(body);
}
