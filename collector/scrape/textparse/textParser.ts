import { CARRIAGE_RETURN, DIGIT_0, DIGIT_9, HASH, MINUS, NEWLINE, SPACE, TAB } from './charCodes';
import { quoteAt } from './expositionError';
import { LineParser } from './lineParser';
import { readMetricType } from './metricType';
import type { ExpositionEntry } from './parser';
import { unescapeHelp } from './unescape';

const HELP = 0x48454c50;
const TYPE = 0x54595045;

const TYPES: ReadonlySet<string> = new Set(['counter', 'gauge', 'histogram', 'summary', 'untyped']);

/**
 * The text format 0.0.4, as lenient as Prometheus: blanks and tabs between tokens, blank lines, a last line without
 * line feed; lines may end with CR LF. Source: "Exposition formats" of the Prometheus documentation and
 * prometheus: model/textparse/promparse.go.
 */
export class TextParser extends LineParser {
  constructor(body: Uint8Array) {
    super(body, { blanks: true, newlinesInStrings: true });
  }

  next(): ExpositionEntry {
    const { body } = this;
    for (;;) {
      this.skipBlanks();
      if (this.pos >= body.length) return 'eof';
      const byte = body[this.pos]!;
      if (byte === HASH) return this.takeComment();
      if (byte === NEWLINE) this.pos++;
      else if (byte === CARRIAGE_RETURN && body[this.pos + 1] === NEWLINE) this.pos += 2;
      else return this.takeSample();
    }
  }

  help(): string {
    return unescapeHelp(this.body.toString('utf8', this.textStart, this.textEnd));
  }

  private takeSample(): ExpositionEntry {
    this.takeSeries();
    const { body } = this;
    this.skipBlanks();
    const start = this.pos;
    let end = start;
    while (body[end]! > SPACE) end++;
    if (end === start) {
      throw this.fail('syntax', start, `expected a value after the series, found ${quoteAt(body, start)}`);
    }
    this.value = this.numberAt(start, end, 'the value');
    this.pos = end;
    this.skipBlanks();
    this.timestampMs = this.isLineEnd() ? Number.NaN : this.takeTimestamp();
    this.takeLineEnd();
    return 'series';
  }

  /** Whole milliseconds, with an optional minus. */
  private takeTimestamp(): number {
    const { body, pos: start } = this;
    let at = body[start] === MINUS ? start + 1 : start;
    const firstDigit = at;
    let number = 0;
    for (; body[at]! >= DIGIT_0 && body[at]! <= DIGIT_9; at++) number = number * 10 + (body[at]! - DIGIT_0);
    if (at === firstDigit) {
      throw this.fail(
        'invalid_timestamp',
        start,
        `expected a timestamp or the line's end, found ${quoteAt(body, start)}`,
      );
    }
    if (number > Number.MAX_SAFE_INTEGER) {
      throw this.fail('invalid_timestamp', start, `the timestamp is out of range: ${quoteAt(body, start)}`);
    }
    this.pos = at;
    this.skipBlanks();
    return firstDigit === start ? number : -number;
  }

  /** A line that begins with `#`: HELP, TYPE, or a comment. */
  private takeComment(): ExpositionEntry {
    const { body } = this;
    this.pos++;
    const spaced = this.skipBlanks();
    const keyword = spaced && this.pos + 4 < body.length ? this.fourBytes(this.pos) : 0;
    const after = body[this.pos + 4];
    if ((keyword !== HELP && keyword !== TYPE) || (after !== SPACE && after !== TAB)) {
      this.pos = body.indexOf(NEWLINE, this.pos) + 1;
      return 'comment';
    }
    this.pos += 4;
    this.skipBlanks();
    this.takeMetadataName(keyword === HELP ? 'HELP' : 'TYPE');
    // One blank parts the name from the text; more of them belong to the text.
    const start = body[this.pos] === NEWLINE ? this.pos : this.pos + 1;
    if (keyword === TYPE) return this.takeType(start);
    this.takeText(start, 'the help text');
    return 'help';
  }

  private takeType(start: number): ExpositionEntry {
    const { body } = this;
    this.takeText(start, 'the metric type');
    let end = this.textEnd;
    while (end > start && (body[end - 1] === SPACE || body[end - 1] === TAB)) end--;
    const type = readMetricType(body, start, end);
    if (type === undefined || !TYPES.has(type)) {
      throw this.fail('invalid_type', start, `${quoteAt(body, start)} is not a metric type`);
    }
    this.type = type === 'untyped' ? 'unknown' : type;
    return 'type';
  }

  private isLineEnd(): boolean {
    const { body, pos } = this;
    return body[pos] === NEWLINE || (body[pos] === CARRIAGE_RETURN && body[pos + 1] === NEWLINE);
  }

  private takeLineEnd(): void {
    const { body, pos } = this;
    if (!this.isLineEnd()) {
      throw this.fail('syntax', pos, `expected the line's end after the sample, found ${quoteAt(body, pos)}`);
    }
    this.pos = body[pos] === NEWLINE ? pos + 1 : pos + 2;
  }

  /** Answers whether there were any. */
  private skipBlanks(): boolean {
    const { body, pos: start } = this;
    let at = start;
    while (body[at] === SPACE || body[at] === TAB) at++;
    this.pos = at;
    return at > start;
  }
}
