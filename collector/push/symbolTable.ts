import { BYTES, type ProtobufReader, textAt, VARINT } from './protobufReader';
import { tooMany, type WriteLimits } from './writeColumns';
import { WriteRequestError } from './writeRequestError';

const FIRST_SYMBOLS = 1024;
const FIRST_LABEL_BYTES = 1 << 16;
/** A larger buffer is let go after use. */
const MAX_KEPT_BYTES = 8 << 20;
const LABELS = 0x0a;
const NAME = 0x0a;
const VALUE = 0x12;
/** Up to here a loop copies faster than a call does. */
const LOOP_BYTES = 64;

/**
 * The symbols of a version 2 request, and the labels that its series make of them, written out as version 1 has them: so
 * a series has the same label bytes in each request, whatever the numbers of its symbols are, and is found by them.
 */
export class SymbolTable {
  /** Label sets, one after the other. Replaced when it grows. */
  labels: Uint8Array = new Uint8Array(FIRST_LABEL_BYTES);
  labelsEnd = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #count = 0;
  #starts = new Uint32Array(FIRST_SYMBOLS);
  #ends = new Uint32Array(FIRST_SYMBOLS);

  constructor(private readonly limits: WriteLimits) {}

  /** Forgets the last request. */
  reset(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#count = 0;
    this.labelsEnd = 0;
    if (this.labels.length > MAX_KEPT_BYTES) this.labels = new Uint8Array(FIRST_LABEL_BYTES);
  }

  /** Adds the symbol at `[start, end)` of the request's bytes. */
  add(start: number, end: number): void {
    if (this.#count === this.limits.maxSymbols) throw tooMany('symbols', this.limits.maxSymbols);
    if (this.#count === this.#starts.length) {
      this.#starts = doubled(this.#starts);
      this.#ends = doubled(this.#ends);
    }
    this.#starts[this.#count] = start;
    this.#ends[this.#count++] = end;
  }

  /** The specification wants the empty string at number 0, which says "none". */
  checkFirst(): void {
    if (this.#count > 0 && this.#ends[0]! > this.#starts[0]!) throw broken('symbol 0 is not the empty string');
  }

  /** Throws WriteRequestError when there is no such symbol. Undefined: it is not UTF-8. */
  text(symbol: number): string | undefined {
    this.#check(symbol);
    return textAt(this.#bytes, this.#starts[symbol]!, this.#ends[symbol]!);
  }

  /**
   * Reads the field `labels_refs` at hand, packed or not: adds the labels to `labels`, up to `labelsEnd`. Throws
   * WriteRequestError.
   */
  readLabels(reader: ProtobufReader, end: number): void {
    if (reader.wireType === BYTES) {
      const refsEnd = reader.readLength(end);
      while (reader.at < refsEnd) {
        const name = reader.readVarint(refsEnd);
        if (reader.at === refsEnd) throw oddRefs();
        this.#addLabel(name, reader.readVarint(refsEnd));
      }
      return;
    }
    reader.expect(VARINT);
    const { field } = reader;
    const name = reader.readVarint(end);
    // Without packing each number has a tag of its own.
    if (!reader.nextField(end) || reader.field !== field) throw oddRefs();
    reader.expect(VARINT);
    this.#addLabel(name, reader.readVarint(end));
  }

  #addLabel(name: number, value: number): void {
    this.#check(name);
    this.#check(value);
    const nameLength = this.#ends[name]! - this.#starts[name]!;
    const valueLength = this.#ends[value]! - this.#starts[value]!;
    const pairLength = 1 + varintBytes(nameLength) + nameLength + 1 + varintBytes(valueLength) + valueLength;
    this.#reserve(1 + varintBytes(pairLength) + pairLength);
    this.labels[this.labelsEnd++] = LABELS;
    this.#varint(pairLength);
    this.#text(NAME, this.#starts[name]!, nameLength);
    this.#text(VALUE, this.#starts[value]!, valueLength);
  }

  #text(tag: number, start: number, length: number): void {
    const { labels } = this;
    labels[this.labelsEnd++] = tag;
    this.#varint(length);
    const to = this.labelsEnd;
    if (length > LOOP_BYTES) labels.set(this.#bytes.subarray(start, start + length), to);
    else for (let i = 0; i < length; i++) labels[to + i] = this.#bytes[start + i]!;
    this.labelsEnd = to + length;
  }

  #varint(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest >>>= 7) this.labels[this.labelsEnd++] = (rest & 0x7f) | 0x80;
    this.labels[this.labelsEnd++] = rest;
  }

  #check(symbol: number): void {
    if (symbol >= this.#count) throw broken(`symbol ${symbol} of ${this.#count} does not exist`);
  }

  #reserve(bytes: number): void {
    const needed = this.labelsEnd + bytes;
    if (needed <= this.labels.length) return;
    if (needed > this.limits.maxLabelBytes) throw tooMany('bytes of labels', this.limits.maxLabelBytes);
    const larger = new Uint8Array(Math.max(needed, this.labels.length * 2));
    larger.set(this.labels.subarray(0, this.labelsEnd));
    this.labels = larger;
  }
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 0x80; rest >>>= 7) bytes++;
  return bytes;
}

function doubled(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(column.length * 2);
  larger.set(column);
  return larger;
}

function oddRefs(): WriteRequestError {
  return broken('labels_refs has an odd number of entries');
}

function broken(reason: string): WriteRequestError {
  return new WriteRequestError('bad_protobuf', `the body is no remote write 2.0 request: ${reason}`);
}
