/** A growing buffer for text that is mostly ASCII; an order of magnitude cheaper than joining strings. */
export class ByteWriter {
  private buffer: Buffer;
  private used = 0;

  /** `capacity` is the size at which the caller means to take the bytes away. */
  constructor(private readonly capacity: number) {
    this.buffer = Buffer.allocUnsafeSlow(capacity + 4096);
  }

  get length(): number {
    return this.used;
  }

  /** Text of any characters. */
  utf8(text: string): void {
    // A UTF-16 unit takes at most three bytes.
    this.reserve(text.length * 3);
    this.used += this.buffer.write(text, this.used, 'utf8');
  }

  /** Text that is known to be ASCII and short: numbers and punctuation. */
  ascii(text: string): void {
    this.reserve(text.length);
    for (let i = 0; i < text.length; i++) this.buffer[this.used++] = text.charCodeAt(i);
  }

  /** Bytes [start, end) of `source`. */
  bytes(source: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    for (let i = start; i < end; i++) this.buffer[this.used++] = source[i] as number;
  }

  /** What was written since the last call; the writer goes on with a buffer of its own. */
  take(): Buffer {
    const taken = this.buffer.subarray(0, this.used);
    this.buffer = Buffer.allocUnsafeSlow(this.capacity + 4096);
    this.used = 0;
    return taken;
  }

  private reserve(bytes: number): void {
    if (this.used + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.used + bytes));
    this.buffer.copy(larger, 0, 0, this.used);
    this.buffer = larger;
  }
}
