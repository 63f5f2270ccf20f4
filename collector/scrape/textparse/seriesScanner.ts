import {
  BACKSLASH,
  BRACE_CLOSE,
  BRACE_OPEN,
  COMMA,
  DIGIT,
  EQUALS,
  LETTER,
  NAME_CLASS,
  NEWLINE,
  QUOTE,
  SPACE,
  TAB,
} from './charCodes';
import { type ExpositionErrorCode, expositionErrorAt, quoteAt } from './expositionError';

/** What the two formats do differently within a series text. */
export interface SeriesDialect {
  /** Blanks may stand between the parts of a series. */
  readonly blanks: boolean;
  /** A quoted string may contain a bare line feed (against the text format's description, as in Prometheus). */
  readonly newlinesInStrings: boolean;
}

/**
 * Walks over one series text, `name{label="value",…}` or `{"name", "label"="value",…}`, checks its form and finds its
 * end, without making strings. The last byte of `body` must be a line feed, which stops every inner loop.
 */
export class SeriesScanner {
  /** End of the text walked over, exclusive. */
  end = 0;
  /** The metric name, without quotes. */
  nameStart = 0;
  nameEnd = 0;
  /** Whether quoted parts contain bytes above 0x7f. */
  hasHighByte = false;

  constructor(
    private readonly body: Uint8Array,
    private readonly dialect: SeriesDialect,
  ) {}

  /** Walks over the series text that begins at `start`. Throws ExpositionError. */
  scanSeries(start: number): void {
    const { body } = this;
    this.hasHighByte = false;
    this.nameStart = -1;
    let at = start;
    if (body[at] !== BRACE_OPEN) {
      at = this.scanMetricName(at);
      this.nameStart = start;
      this.nameEnd = at;
    }
    this.end = at;
    at = this.skipBlanks(at);
    if (body[at] === BRACE_OPEN) this.scanLabels(at);
    if (this.nameStart < 0) throw this.fail('syntax', start, 'the series has no metric name');
  }

  /** Walks over `{…}` of an exemplar, where no metric name may stand. */
  scanExemplarLabels(open: number): void {
    this.hasHighByte = false;
    this.nameStart = this.nameEnd = open;
    this.scanLabels(open);
  }

  /** The end of the unquoted metric name at `start`. */
  scanMetricName(start: number): number {
    const { body } = this;
    const first = NAME_CLASS[body[start]!]!;
    if (first === 0 || first === DIGIT) {
      throw this.fail('syntax', start, `expected a metric name or '{', found ${quoteAt(body, start)}`);
    }
    let at = start + 1;
    while (NAME_CLASS[body[at]!]! !== 0) at++;
    return at;
  }

  /** The end of the quoted string whose opening quote is at `open`: just after the closing quote. */
  scanString(open: number): number {
    const { body, dialect } = this;
    const last = body.length - 1;
    let seen = 0;
    for (let at = open + 1; at < last; at++) {
      let byte = body[at]!;
      if (byte === QUOTE) {
        if (seen > 0x7f) this.hasHighByte = true;
        return at + 1;
      }
      const escaped = byte === BACKSLASH;
      if (escaped) byte = body[++at]!;
      if (byte === NEWLINE && (escaped || !dialect.newlinesInStrings)) break;
      // Any byte above 0x7f leaves its high bit.
      seen |= byte;
    }
    throw this.fail('syntax', open, 'the string that begins here is never closed');
  }

  private scanLabels(open: number): void {
    const { body } = this;
    let at = this.skipBlanks(open + 1);
    while (body[at] !== BRACE_CLOSE) {
      at = this.skipBlanks(this.scanLabel(at));
      if (body[at] === COMMA) at = this.skipBlanks(at + 1);
      else if (body[at] !== BRACE_CLOSE) {
        throw this.fail('syntax', at, `expected ',' or '}' after a label, found ${quoteAt(body, at)}`);
      }
    }
    this.end = at + 1;
  }

  /** One `name="value"`, or the quoted metric name. Answers where it ends. */
  private scanLabel(start: number): number {
    const { body } = this;
    const nameEnd = body[start] === QUOTE ? this.scanString(start) : this.scanLabelName(start);
    const equals = this.skipBlanks(nameEnd);
    if (body[equals] !== EQUALS) {
      this.takeQuotedName(start, nameEnd, equals);
      return nameEnd;
    }
    if (body[start] === QUOTE && nameEnd - start === 2) throw this.fail('syntax', start, 'the label name is empty');
    const value = this.skipBlanks(equals + 1);
    if (body[value] !== QUOTE) {
      throw this.fail('syntax', value, `expected a quoted label value, found ${quoteAt(body, value)}`);
    }
    return this.scanString(value);
  }

  private scanLabelName(start: number): number {
    const { body } = this;
    if (NAME_CLASS[body[start]!]! !== LETTER) {
      throw this.fail('syntax', start, `expected a label name, found ${quoteAt(body, start)}`);
    }
    let at = start + 1;
    while ((NAME_CLASS[body[at]!]! & (LETTER | DIGIT)) !== 0) at++;
    return at;
  }

  private takeQuotedName(start: number, end: number, next: number): void {
    const { body } = this;
    if (body[start] !== QUOTE || (body[next] !== COMMA && body[next] !== BRACE_CLOSE)) {
      throw this.fail('syntax', next, `expected '=' after a label name, found ${quoteAt(body, next)}`);
    }
    if (this.nameStart >= 0) throw this.fail('syntax', start, 'expected a label, found a second metric name');
    if (end - start === 2) throw this.fail('syntax', start, 'the metric name is empty');
    this.nameStart = start + 1;
    this.nameEnd = end - 1;
  }

  private skipBlanks(start: number): number {
    let at = start;
    if (this.dialect.blanks) while (this.body[at] === SPACE || this.body[at] === TAB) at++;
    return at;
  }

  private fail(code: ExpositionErrorCode, offset: number, reason: string): Error {
    return expositionErrorAt(this.body, offset, code, reason);
  }
}
