import { CorruptPageError } from './corruptPageError';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads what ByteWriter wrote. Every read is bounded; reading past the end throws CorruptPageError. */
export class ByteReader {
  constructor(
    readonly bytes: Uint8Array,
    public position = 0,
    readonly end = bytes.length,
  ) {}

  get remaining(): number {
    return this.end - this.position;
  }

  u8(): number {
    if (this.position >= this.end) this.fail('a byte');
    return this.bytes[this.position++] as number;
  }

  u32(): number {
    const start = this.take(4, 'a 32-bit word');
    const { bytes } = this;
    const low = (bytes[start] as number) | ((bytes[start + 1] as number) << 8) | ((bytes[start + 2] as number) << 16);
    return (low | ((bytes[start + 3] as number) << 24)) >>> 0;
  }

  varint(): number {
    let byte = this.u8();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let factor = 128;
    do {
      byte = this.u8();
      value += (byte & 0x7f) * factor;
      factor *= 128;
    } while (byte >= 0x80 && factor < 2 ** 56);
    if (byte >= 0x80 || value > Number.MAX_SAFE_INTEGER) this.fail('a varint below 2^53');
    return value;
  }

  svarint(): number {
    const coded = this.varint();
    return coded % 2 === 1 ? -(coded + 1) / 2 : coded / 2;
  }

  /** A varint that counts `what`; above `limit` it is damage, so that no wrong count can ask for much memory. */
  count(limit: number, what: string): number {
    const count = this.varint();
    if (count > limit) throw new CorruptPageError(`${what}: count ${count} at byte ${this.position} is above ${limit}`);
    return count;
  }

  /** The next `count` bytes as a view. */
  view(count: number): Uint8Array {
    const start = this.take(count, `${count} bytes`);
    return this.bytes.subarray(start, start + count);
  }

  text(): string {
    const raw = this.view(this.varint());
    try {
      return UTF8.decode(raw);
    } catch (cause) {
      throw new CorruptPageError(`text of ${raw.length} bytes at byte ${this.position} is not UTF-8`, { cause });
    }
  }

  private take(count: number, what: string): number {
    const start = this.position;
    if (count > this.end - start) this.fail(what);
    this.position = start + count;
    return start;
  }

  private fail(what: string): never {
    throw new CorruptPageError(`expected ${what} at byte ${this.position} of ${this.end}`);
  }
}
