import { BRACE_OPEN, CARRIAGE_RETURN, HASH, NEWLINE, SPACE } from './charCodes';
import { quoteAt } from './expositionError';
import { LineParser } from './lineParser';
import type { ExpositionEntry, MetricType } from './parser';
import { unescapeText } from './unescape';

const TYPES: ReadonlyMap<string, MetricType> = new Map([
  ['counter', 'counter'],
  ['gauge', 'gauge'],
  ['histogram', 'histogram'],
  ['gaugehistogram', 'gaugehistogram'],
  ['summary', 'summary'],
  ['info', 'info'],
  ['stateset', 'stateset'],
  ['unknown', 'unknown'],
]);

/**
 * OpenMetrics 1.0, as strict as Prometheus: exactly one space between tokens, no blank lines, `# EOF` at the end.
 * Exemplars are checked and skipped; `_created` samples are series like others. A carriage return before the line
 * feed is tolerated. Source: the OpenMetrics 1.0 specification and prometheus: model/textparse/openmetricsparse.go.
 */
export class OpenMetricsParser extends LineParser {
  constructor(body: Uint8Array) {
    super(body, { blanks: false, newlinesInStrings: false });
  }

  next(): ExpositionEntry {
    const { body, pos } = this;
    if (pos >= body.length || (pos === body.length - 1 && body[pos] === NEWLINE)) throw this.endMissing();
    return body[pos] === HASH ? this.takeMetadata() : this.takeSample();
  }

  help(): string {
    return unescapeText(this.body.toString('utf8', this.textStart, this.textEnd));
  }

  private takeSample(): ExpositionEntry {
    this.takeSeries();
    this.value = this.takeNumber('the value');
    this.timestampMs = Number.NaN;
    if (this.body[this.pos] === SPACE && this.body[this.pos + 1] !== HASH) {
      this.timestampMs = this.takeSeconds('the timestamp');
    }
    if (this.body[this.pos] === SPACE) this.takeExemplar();
    this.takeLineEnd();
    return 'series';
  }

  /** ` # {labels} value [timestamp]` */
  private takeExemplar(): void {
    const { body, pos, scanner } = this;
    if (body[pos + 1] !== HASH || body[pos + 2] !== SPACE || body[pos + 3] !== BRACE_OPEN) {
      throw this.fail('syntax', pos, `expected an exemplar, ' # {…}', or the line's end, found ${quoteAt(body, pos)}`);
    }
    scanner.scanExemplarLabels(pos + 3);
    if (scanner.hasHighByte) this.requireUtf8(pos + 3, scanner.end, 'the exemplar');
    this.pos = scanner.end;
    this.takeNumber("the exemplar's value");
    if (body[this.pos] === SPACE) this.takeSeconds("the exemplar's timestamp");
  }

  /** A space and a number. */
  private takeNumber(what: string): number {
    const { body, pos } = this;
    if (body[pos] !== SPACE)
      throw this.fail('syntax', pos, `expected a space and ${what}, found ${quoteAt(body, pos)}`);
    const start = pos + 1;
    let end = start;
    while (body[end]! > SPACE) end++;
    this.pos = end;
    return this.numberAt(start, end, what);
  }

  /** A space and seconds since the epoch; answers milliseconds, rounded to the nearest. */
  private takeSeconds(what: string): number {
    const start = this.pos + 1;
    const milliseconds = Math.round(this.takeNumber(what) * 1000);
    if (!Number.isSafeInteger(milliseconds)) {
      throw this.fail('invalid_timestamp', start, `${what} is out of range: ${quoteAt(this.body, start)}`);
    }
    return milliseconds;
  }

  /** A line that begins with `#`. There are no comments in OpenMetrics. */
  private takeMetadata(): ExpositionEntry {
    const { body, pos: start } = this;
    const keyword = body.toString('latin1', start, start + 7);
    if (keyword.startsWith('# EOF')) return this.takeEnd();
    if (keyword !== '# HELP ' && keyword !== '# TYPE ' && keyword !== '# UNIT ') {
      throw this.fail('syntax', start, `expected # HELP, # TYPE, # UNIT or # EOF, found ${quoteAt(body, start)}`);
    }
    this.pos = start + 7;
    this.takeMetadataName(keyword.slice(2, 6));
    if (body[this.pos] !== SPACE) {
      throw this.fail('syntax', this.pos, `expected a space after the metric name, found ${quoteAt(body, this.pos)}`);
    }
    const newline = body.indexOf(NEWLINE, this.pos);
    this.textStart = this.pos + 1;
    this.textEnd = Math.max(this.textStart, this.lineEnd(newline));
    this.pos = newline + 1;
    return this.checkMetadata(keyword);
  }

  private checkMetadata(keyword: string): ExpositionEntry {
    const { textStart, textEnd } = this;
    this.requireUtf8(textStart, textEnd, 'the text');
    if (keyword === '# HELP ') return 'help';
    const text = this.body.toString('utf8', textStart, textEnd);
    if (keyword === '# UNIT ') {
      if (text !== '' && !this.metricName().endsWith(`_${text}`)) {
        const reason = `the unit ${JSON.stringify(text)} is not a suffix of the metric ${JSON.stringify(this.metricName())}`;
        throw this.fail('invalid_unit', textStart, reason);
      }
      return 'unit';
    }
    const type = TYPES.get(text);
    if (type === undefined) throw this.fail('invalid_type', textStart, `${JSON.stringify(text)} is not a metric type`);
    this.type = type;
    return 'type';
  }

  private takeEnd(): ExpositionEntry {
    const { body, pos: start } = this;
    this.pos = start + 5;
    this.takeLineEnd();
    // The line feed that the parser itself adds to an unclosed body is not data either.
    if (this.pos < body.length) throw this.fail('syntax', this.pos, 'unexpected data after # EOF');
    this.pos = start;
    return 'eof';
  }

  private takeLineEnd(): void {
    const { body, pos } = this;
    const at = body[pos] === CARRIAGE_RETURN ? pos + 1 : pos;
    if (body[at] !== NEWLINE) {
      throw this.fail('syntax', pos, `expected the line's end, found ${quoteAt(body, pos)}`);
    }
    this.pos = at + 1;
  }

  private endMissing(): Error {
    const reason = 'the body does not end with # EOF: it was cut off, or it is not OpenMetrics';
    return this.fail('missing_eof', this.pos, reason);
  }
}
