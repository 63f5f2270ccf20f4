import type { MetricMetadata } from '../storage';

/** Metrics and entries are what targets say: bounded, so that a hostile target cannot fill the memory. */
const MAX_METRICS = 100_000;
const MAX_ENTRIES = 4;
const MAX_TEXT = 4_096;

/** Type, help and unit by metric name, newest first where a metric has several. */
export class MetadataStore {
  private readonly byMetric = new Map<string, readonly MetricMetadata[]>();
  private changes = 0;

  /** Counts changes, to know whether there is something to save. */
  get version(): number {
    return this.changes;
  }

  all(): ReadonlyMap<string, readonly MetricMetadata[]> {
    return this.byMetric;
  }

  /**
   * Takes note; false when nothing is new. An entry that is known comes first again, which is no change: where targets
   * disagree about a metric, each scrape would otherwise be one.
   */
  note(metadata: MetricMetadata): boolean {
    const entry = { ...metadata, help: metadata.help.slice(0, MAX_TEXT), unit: metadata.unit.slice(0, MAX_TEXT) };
    const known = this.byMetric.get(entry.metric);
    if (known === undefined && this.byMetric.size >= MAX_METRICS) return false;
    const newest = known?.[0];
    if (newest !== undefined && isSame(newest, entry)) return false;
    const others = (known ?? []).filter((other) => !isSame(other, entry));
    this.byMetric.set(entry.metric, [entry, ...others].slice(0, MAX_ENTRIES));
    if (known !== undefined && others.length < known.length) return false;
    this.changes++;
    return true;
  }
}

function isSame(a: MetricMetadata, b: MetricMetadata): boolean {
  return a.type === b.type && a.help === b.help && a.unit === b.unit;
}
