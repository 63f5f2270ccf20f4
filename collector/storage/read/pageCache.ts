/** Things read from Postgres, by name, least recently used first out. Everything in it is immutable, so nothing is ever stale. */
export class PageCache<V> {
  private readonly entries = new Map<string, { readonly value: V; readonly bytes: number }>();
  private total = 0;
  hits = 0;
  misses = 0;

  constructor(private readonly maxBytes: number) {}

  get bytes(): number {
    return this.total;
  }

  get(name: string): V | undefined {
    const entry = this.entries.get(name);
    if (entry === undefined) {
      this.misses++;
      return undefined;
    }
    this.hits++;
    this.entries.delete(name);
    this.entries.set(name, entry);
    return entry.value;
  }

  put(name: string, value: V, bytes: number): void {
    this.remove(name);
    this.entries.set(name, { value, bytes });
    this.total += bytes;
    for (const oldest of this.entries.keys()) {
      if (this.total <= this.maxBytes) return;
      this.remove(oldest);
    }
  }

  remove(name: string): void {
    const entry = this.entries.get(name);
    if (entry === undefined) return;
    this.entries.delete(name);
    this.total -= entry.bytes;
  }
}
