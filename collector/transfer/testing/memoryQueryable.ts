/** For tests of what reads much: a Queryable over columns in memory that refuses to give more samples than wanted. */
import { matchesAll } from '@/collector/query/promqltest/memoryStore';
import {
  type LabelQuery,
  type MetricMetadata,
  type Querier,
  type Queryable,
  type SeriesColumns,
  TooManySamplesError,
} from '@/collector/storage/storage';
import { getLabel } from '@/lib/labels/labels';

export class MemoryQueryable implements Queryable {
  openQueriers = 0;
  selects = 0;
  /** Samples of the largest answer. */
  largest = 0;

  constructor(
    private readonly stored: readonly SeriesColumns[],
    private readonly known: readonly MetricMetadata[] = [],
  ) {}

  metadata(): ReadonlyMap<string, readonly MetricMetadata[]> {
    return new Map(this.known.map((entry) => [entry.metric, [entry]]));
  }

  querier(minTimeMs: number, maxTimeMs: number): Querier {
    this.openQueriers++;
    const inside = this.stored.flatMap((series) => cut(series, minTimeMs, maxTimeMs));
    const found = ({ matcherSets }: LabelQuery) =>
      inside.filter(({ labels }) => matcherSets.length === 0 || matcherSets.some((set) => matchesAll(set, labels)));
    const names = (all: readonly string[]) => ({ names: [...new Set(all)].filter(Boolean).sort(), warnings: [] });
    return {
      select: async (matchers, { maxSamples = Infinity }) => {
        this.selects++;
        const series = inside.filter(({ labels }) => matchesAll(matchers, labels));
        const samples = series.reduce((sum, { timestamps }) => sum + timestamps.length, 0);
        if (samples > maxSamples) throw new TooManySamplesError(samples);
        this.largest = Math.max(this.largest, samples);
        return { series, warnings: [] };
      },
      seriesLabels: async (query) => {
        const series = found(query).map(({ labels }) => labels);
        return { series: query.limit > 0 ? series.slice(0, query.limit) : series, warnings: [] };
      },
      labelNames: async (query) => names(found(query).flatMap(({ labels }) => labels.filter((_, i) => i % 2 === 0))),
      labelValues: async (name, query) => names(found(query).map(({ labels }) => getLabel(labels, name))),
      close: () => {
        this.openQueriers--;
      },
    };
  }
}

function cut(series: SeriesColumns, minTimeMs: number, maxTimeMs: number): SeriesColumns[] {
  const { timestamps, values } = series;
  const from = timestamps.findIndex((time) => time >= minTimeMs);
  const after = timestamps.findIndex((time) => time > maxTimeMs);
  const to = after < 0 ? timestamps.length : after;
  if (from < 0 || from >= to) return [];
  return [{ ...series, timestamps: timestamps.slice(from, to), values: values.slice(from, to) }];
}
