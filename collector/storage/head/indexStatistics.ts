import { METRIC_NAME } from '@/lib/labels/labels';
import type { SeriesIndex } from './seriesIndex';

export interface NamedCount {
  readonly name: string;
  readonly value: number;
}

/** What makes the index large. */
export interface IndexStatistics {
  readonly seriesCount: number;
  /** Distinct pairs of label name and value. */
  readonly labelPairCount: number;
  /** The largest first, each list at most as long as asked for. */
  readonly seriesCountByMetricName: readonly NamedCount[];
  readonly labelValueCountByLabelName: readonly NamedCount[];
  /** Bytes of a label's values, each as often as there are series with it: as Prometheus counts. */
  readonly memoryInBytesByLabelName: readonly NamedCount[];
  /** By `name=value`. */
  readonly seriesCountByLabelPair: readonly NamedCount[];
}

/** Counts all of the index; for a status page, not for every scrape. */
export function indexStatistics({ count, postings, table }: SeriesIndex, limit: number): IndexStatistics {
  const { symbols, pairs } = table;
  const metricName = symbols.find(METRIC_NAME);
  const metrics = new Largest(limit);
  const values = new Largest(limit);
  const memory = new Largest(limit);
  const labelPairs = new Largest(limit);
  for (const name of pairs.labelNames()) {
    let bytes = 0;
    for (const pair of pairs.ofName(name)) {
      const value = pairs.valueOf(pair);
      const series = postings.countOf(pair);
      if (series === 0) continue;
      bytes += symbols.sizeOf(value) * series;
      labelPairs.offer(series, () => `${symbols.text(name)}=${symbols.text(value)}`);
      if (name === metricName) metrics.offer(series, () => symbols.text(value));
    }
    values.offer(pairs.countOf(name), () => symbols.text(name));
    memory.offer(bytes, () => symbols.text(name));
  }
  return {
    seriesCount: count,
    labelPairCount: pairs.count,
    seriesCountByMetricName: metrics.list(),
    labelValueCountByLabelName: values.list(),
    memoryInBytesByLabelName: memory.list(),
    seriesCountByLabelPair: labelPairs.list(),
  };
}

/** The largest of many counts. Names are made only for those that may be among them. */
class Largest {
  private counts: NamedCount[] = [];
  /** What a count must exceed once there are enough. */
  private least = -1;

  constructor(private readonly limit: number) {}

  offer(value: number, name: () => string): void {
    if (value < this.least) return;
    this.counts.push({ name: name(), value });
    if (this.counts.length < 2 * this.limit + 16) return;
    this.counts = [...this.list()];
    this.least = this.counts.at(-1)?.value ?? -1;
  }

  list(): readonly NamedCount[] {
    return this.counts.sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1)).slice(0, this.limit);
  }
}
