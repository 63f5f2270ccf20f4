/**
 * A bounded memory of series by their raw label bytes. It keeps two generations: what was not asked for while as many
 * others were is forgotten, without any book-keeping per look-up.
 */
export class SeriesMemory<T> {
  private young = new Map<string, T>();
  private old = new Map<string, T>();

  constructor(private readonly maxSeries: number) {}

  /** The key of the label bytes `[start, end)`: equal for equal bytes only. */
  keyOf(bytes: Uint8Array, start: number, end: number): string {
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  }

  get(key: string): T | undefined {
    const found = this.young.get(key);
    if (found !== undefined) return found;
    const aged = this.old.get(key);
    if (aged !== undefined) this.set(key, aged);
    return aged;
  }

  set(key: string, value: T): void {
    if (this.young.size >= this.maxSeries / 2) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }
}
