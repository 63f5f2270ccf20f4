import { isUtf8 } from 'node:buffer';
import type { Labels } from '@/lib/labels/labels';
import { CARRIAGE_RETURN, NEWLINE, QUOTE } from './charCodes';
import { type ExpositionError, type ExpositionErrorCode, expositionErrorAt, quoteAt } from './expositionError';
import { isNaNText, parseFloatText } from './floatText';
import type { ExpositionEntry, ExpositionParser, MetricType } from './parser';
import { readLabelSet, readSeriesLabels } from './seriesLabels';
import { type SeriesDialect, SeriesScanner } from './seriesScanner';
import { unescapeText } from './unescape';

/** What both formats share: the body, the place in it, and the accessors of the entry `next()` stands on. */
export abstract class LineParser implements ExpositionParser {
  seriesStart = 0;
  seriesEnd = 0;
  value = 0;
  timestampMs = Number.NaN;
  hasExemplar = false;
  exemplarValue = 0;
  exemplarTimestampMs = Number.NaN;

  /** The body with a line feed at its end, so that loops over a line need no second bound. */
  protected readonly body: Buffer;
  protected readonly scanner: SeriesScanner;
  protected pos = 0;
  /** The metric name of the entry, without quotes. */
  protected nameStart = 0;
  protected nameEnd = 0;
  /** The text of a metadata entry, without its line end. */
  protected textStart = 0;
  protected textEnd = 0;
  protected type: MetricType = 'unknown';
  /** The braces of the exemplar's labels. */
  protected exemplarStart = 0;
  protected exemplarEnd = 0;

  protected constructor(body: Uint8Array, dialect: SeriesDialect) {
    this.body = withFinalNewline(body);
    this.scanner = new SeriesScanner(this.body, dialect);
  }

  abstract next(): ExpositionEntry;
  abstract help(): string;

  labels(): Labels {
    const { seriesStart: start, seriesEnd: end, nameStart, nameEnd } = this;
    return readSeriesLabels(this.body, { start, end, nameStart, nameEnd });
  }

  exemplarLabels(): Labels {
    return readLabelSet(this.body, this.exemplarStart, this.exemplarEnd);
  }

  metricName(): string {
    return unescapeText(this.body.toString('utf8', this.nameStart, this.nameEnd));
  }

  metricType(): MetricType {
    return this.type;
  }

  unit(): string {
    return this.body.toString('utf8', this.textStart, this.textEnd);
  }

  /** Walks over the series text at `pos` and leaves `pos` behind it. */
  protected takeSeries(): void {
    const { scanner } = this;
    this.seriesStart = this.pos;
    scanner.scanSeries(this.pos);
    this.pos = this.seriesEnd = scanner.end;
    this.nameStart = scanner.nameStart;
    this.nameEnd = scanner.nameEnd;
    if (scanner.hasHighByte) this.requireUtf8(this.seriesStart, this.seriesEnd, 'the series');
  }

  /** Reads the metric name, plain or quoted, of a metadata line at `pos`. */
  protected takeMetadataName(keyword: string): void {
    const { body, scanner, pos } = this;
    if (body[pos] === NEWLINE) throw this.fail('syntax', pos, `expected a metric name after ${keyword}`);
    const quote = body[pos] === QUOTE ? 1 : 0;
    this.pos = quote === 1 ? scanner.scanString(pos) : scanner.scanMetricName(pos);
    this.nameStart = pos + quote;
    this.nameEnd = this.pos - quote;
    if (this.nameEnd === this.nameStart) throw this.fail('syntax', pos, 'the metric name is empty');
    if (quote === 1) this.requireUtf8(this.nameStart, this.nameEnd, 'the metric name');
  }

  /** The number in `[start, end)`. */
  protected numberAt(start: number, end: number, what: string): number {
    const number = parseFloatText(this.body, start, end);
    if (Number.isNaN(number) && !isNaNText(this.body, start, end)) {
      throw this.fail('invalid_value', start, `${what} is not a number: ${quoteAt(this.body, start)}`);
    }
    return number;
  }

  protected requireUtf8(start: number, end: number, what: string): void {
    if (!isUtf8(this.body.subarray(start, end))) {
      throw this.fail('invalid_utf8', start, `${what} is not valid UTF-8`);
    }
  }

  /** Takes what is left of the line from `start` on as the entry's text; what names it in the error. */
  protected takeText(start: number, what: string): void {
    const { body } = this;
    let seen = 0;
    let at = start;
    for (let byte = body[at]!; byte !== NEWLINE; byte = body[++at]!) seen |= byte;
    this.textStart = start;
    this.textEnd = at > start && body[at - 1] === CARRIAGE_RETURN ? at - 1 : at;
    this.pos = at + 1;
    // Any byte above 0x7f leaves its high bit.
    if (seen > 0x7f) this.requireUtf8(start, this.textEnd, what);
  }

  /** The four bytes at `at` as one number, to compare with a keyword's. */
  protected fourBytes(at: number): number {
    const { body } = this;
    return (body[at]! << 24) | (body[at + 1]! << 16) | (body[at + 2]! << 8) | body[at + 3]!;
  }

  protected fail(code: ExpositionErrorCode, offset: number, reason: string): ExpositionError {
    return expositionErrorAt(this.body, offset, code, reason);
  }
}

/** The same bytes as a Buffer; copied only when the last line is not closed. Offsets stay the same. */
function withFinalNewline(body: Uint8Array): Buffer {
  if (body.length > 0 && body[body.length - 1] === NEWLINE) {
    return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  }
  const copy = Buffer.allocUnsafe(body.length + 1);
  copy.set(body);
  copy[body.length] = NEWLINE;
  return copy;
}
