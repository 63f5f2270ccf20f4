import { isUtf8 } from 'node:buffer';
import { WriteRequestError } from './writeRequestError';

export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
const FIXED32 = 5;

const MAX_VARINT_BYTES = 10;

/**
 * A forward reader over protobuf's wire format: as much of it as the messages of remote write need. The caller
 * owns the position: `at` is where the next read begins. Every read is bounded and throws WriteRequestError.
 */
export class ProtobufReader {
  at = 0;
  /** Set by `nextField`. */
  field = 0;
  wireType = 0;

  private readonly view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Reads the next tag before `end`; false at the end. */
  nextField(end: number): boolean {
    if (this.at >= end) return false;
    const tag = this.readVarint(end);
    this.field = Math.floor(tag / 8);
    this.wireType = tag % 8;
    if (this.field === 0) throw this.broken('a field has number 0');
    return true;
  }

  /** An unsigned integer; above 2^53 it loses its low bits. */
  readVarint(end: number): number {
    let low = 0;
    let scale = 1;
    for (let i = 0; i < MAX_VARINT_BYTES && this.at < end; i++) {
      const byte = this.bytes[this.at++]!;
      low += (byte & 0x7f) * scale;
      if (byte < 0x80) return low;
      scale *= 128;
    }
    throw this.broken('an integer is cut off or too long');
  }

  /** The value of a field that is an unsigned integer. */
  readNumber(end: number): number {
    this.expect(VARINT);
    return this.readVarint(end);
  }

  /** A signed 64-bit integer as int64 has it, in milliseconds; must be exact in a double. */
  readTimestamp(end: number): number {
    this.expect(VARINT);
    let low = 0;
    let high = 0;
    for (let i = 0; i < MAX_VARINT_BYTES && this.at < end; i++) {
      const byte = this.bytes[this.at++]!;
      const bits = byte & 0x7f;
      // Seven bits at a time: four groups and four bits make the low word.
      if (i < 4) low |= bits << (7 * i);
      else if (i === 4) {
        low |= bits << 28;
        high |= bits >> 4;
      } else high |= bits << (7 * i - 32);
      if (byte < 0x80) return this.exact(high * 2 ** 32 + (low >>> 0));
    }
    throw this.broken('an integer is cut off or too long');
  }

  /** Copies the eight bytes of a double into `words`, two words of a Float64Array, so that NaN bits are kept. */
  readDouble(words: Uint32Array, index: number, end: number): void {
    this.expect(FIXED64);
    if (this.at + 8 > end) throw this.broken('a number is cut off');
    words[index * 2] = this.view.getUint32(this.at, true);
    words[index * 2 + 1] = this.view.getUint32(this.at + 4, true);
    this.at += 8;
  }

  /** The end of the length-delimited field whose length comes next; `at` is left at its beginning. */
  readLength(end: number): number {
    const length = this.readVarint(end);
    if (length > end - this.at) throw this.broken('a field reaches beyond the end');
    return this.at + length;
  }

  /** The text of the length-delimited field that comes next; undefined when it is not valid UTF-8. */
  readText(end: number): string | undefined {
    const textEnd = this.readLength(end);
    const text = textAt(this.bytes, this.at, textEnd);
    this.at = textEnd;
    return text;
  }

  /** Steps over the value of a field that is not understood. */
  skip(end: number): void {
    if (this.wireType === VARINT) this.readVarint(end);
    else if (this.wireType === BYTES) this.at = this.readLength(end);
    else if (this.wireType === FIXED64) this.at += 8;
    else if (this.wireType === FIXED32) this.at += 4;
    else throw this.broken(`wire type ${this.wireType} is not known`);
    if (this.at > end) throw this.broken('a field reaches beyond the end');
  }

  /** Throws unless the field at hand is of this wire type. */
  expect(wireType: number): void {
    if (this.wireType !== wireType) throw this.broken(`field ${this.field} has wire type ${this.wireType}`);
  }

  broken(reason: string): WriteRequestError {
    return new WriteRequestError('bad_protobuf', `the body is no remote write request: ${reason} (at byte ${this.at})`);
  }

  private exact(value: number): number {
    if (!Number.isSafeInteger(value)) throw this.broken('a timestamp is out of range');
    return value;
  }
}

/** The text at `[start, end)`; undefined when it is not valid UTF-8. */
export function textAt(bytes: Uint8Array, start: number, end: number): string | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  return isUtf8(text) ? text.toString('utf8') : undefined;
}
