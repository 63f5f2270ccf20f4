import { BRACE_OPEN, CARRIAGE_RETURN, HASH, NEWLINE, SPACE } from './charCodes';
import { quoteAt } from './expositionError';
import { LineParser } from './lineParser';
import { readMetricType } from './metricType';
import type { ExpositionEntry, MetricType } from './parser';
import { unescapeText } from './unescape';

const HELP = 0x48454c50;
const TYPE = 0x54595045;
const UNIT = 0x554e4954;
const EOF_LENGTH = '# EOF'.length;

/**
 * OpenMetrics 1.0, as strict as Prometheus: exactly one space between tokens, no blank lines, `# EOF` at the end.
 * `_created` samples are series like others. A carriage return before the line
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
    this.hasExemplar = this.body[this.pos] === SPACE;
    if (this.hasExemplar) this.takeExemplar();
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
    this.exemplarStart = pos + 3;
    this.pos = this.exemplarEnd = scanner.end;
    this.exemplarValue = this.takeNumber("the exemplar's value");
    this.exemplarTimestampMs = body[this.pos] === SPACE ? this.takeSeconds("the exemplar's timestamp") : Number.NaN;
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
    if (body.toString('latin1', start, start + EOF_LENGTH) === '# EOF') return this.takeEnd();
    const keyword = body[start + 1] === SPACE && body[start + 6] === SPACE ? this.fourBytes(start + 2) : 0;
    switch (keyword) {
      case HELP:
        this.takeMetadataText('HELP');
        return 'help';
      case TYPE:
        this.takeMetadataText('TYPE');
        this.type = this.checkedType();
        return 'type';
      case UNIT:
        this.takeMetadataText('UNIT');
        this.checkUnit();
        return 'unit';
      default:
        throw this.fail('syntax', start, `expected # HELP, # TYPE, # UNIT or # EOF, found ${quoteAt(body, start)}`);
    }
  }

  /** ` name text` after the keyword. */
  private takeMetadataText(keyword: string): void {
    const { body } = this;
    this.pos += 7;
    this.takeMetadataName(keyword);
    if (body[this.pos] !== SPACE) {
      throw this.fail('syntax', this.pos, `expected a space after the metric name, found ${quoteAt(body, this.pos)}`);
    }
    this.takeText(this.pos + 1, 'the text');
  }

  private checkedType(): MetricType {
    const { body, textStart, textEnd } = this;
    const type = readMetricType(body, textStart, textEnd);
    if (type === undefined || type === 'untyped') {
      throw this.fail('invalid_type', textStart, `${quoteAt(body, textStart)} is not a metric type`);
    }
    return type;
  }

  private checkUnit(): void {
    const unit = this.unit();
    const name = this.metricName();
    if (unit === '' || name.endsWith(`_${unit}`)) return;
    const reason = `the unit ${JSON.stringify(unit)} is not a suffix of the metric ${JSON.stringify(name)}`;
    throw this.fail('invalid_unit', this.textStart, reason);
  }

  private takeEnd(): ExpositionEntry {
    const { body, pos: start } = this;
    this.pos = start + EOF_LENGTH;
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
