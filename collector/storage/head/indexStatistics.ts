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
}

/** Counts all of the index; for a status page, not for every scrape. */
export function indexStatistics({ count, postings, table }: SeriesIndex, limit: number): IndexStatistics {
  const { symbols } = table;
  const metricName = symbols.find(METRIC_NAME);
  const byLabel = [...postings.labelNames()].map((name) => ({
    name: symbols.text(name),
    value: table.pairs.countOf(name),
  }));
  const byMetric = [...postings.values(metricName)].map((value) => ({
    name: symbols.text(value),
    value: postings.count(metricName, value),
  }));
  return {
    seriesCount: count,
    labelPairCount: byLabel.reduce((sum, { value }) => sum + value, 0),
    seriesCountByMetricName: largest(byMetric, limit),
    labelValueCountByLabelName: largest(byLabel, limit),
  };
}

function largest(counts: NamedCount[], limit: number): readonly NamedCount[] {
  return counts.sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1)).slice(0, limit);
}
