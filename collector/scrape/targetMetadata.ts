import type { Appender, MetricMetadata } from '@/collector/storage/storage';

interface Entry {
  type: MetricMetadata['type'];
  help: string;
  unit: string;
  /** The scrape that last had it. */
  seen: number;
  /** Since it was last told to the store. */
  changed: boolean;
}

/**
 * What # TYPE, # HELP and # UNIT of one target said, by metric. Only what changed is told to the store, since most
 * scrapes repeat all of it.
 */
export class TargetMetadata {
  readonly #entries = new Map<string, Entry>();
  #scrape = 0;

  begin(): void {
    this.#scrape++;
  }

  type(metric: string, type: MetricMetadata['type']): void {
    const entry = this.#entry(metric);
    if (entry.type === type) return;
    entry.type = type;
    entry.changed = true;
  }

  help(metric: string, help: string): void {
    const entry = this.#entry(metric);
    if (entry.help === help) return;
    entry.help = help;
    entry.changed = true;
  }

  unit(metric: string, unit: string): void {
    const entry = this.#entry(metric);
    if (entry.unit === unit) return;
    entry.unit = unit;
    entry.changed = true;
  }

  /** At the end of a whole body: tells the store what is new and forgets metrics that the target no longer has. */
  end(appender: Appender): void {
    for (const [metric, entry] of this.#entries) {
      if (entry.seen !== this.#scrape) {
        this.#entries.delete(metric);
      } else if (entry.changed) {
        entry.changed = false;
        appender.metadata({ metric, type: entry.type, help: entry.help, unit: entry.unit });
      }
    }
  }

  list(): MetricMetadata[] {
    return [...this.#entries].map(([metric, { type, help, unit }]) => ({ metric, type, help, unit }));
  }

  #entry(metric: string): Entry {
    let entry = this.#entries.get(metric);
    if (entry === undefined) {
      entry = { type: 'unknown', help: '', unit: '', seen: 0, changed: true };
      this.#entries.set(metric, entry);
    }
    entry.seen = this.#scrape;
    return entry;
  }
}
