/** A Queryable over series in memory, filled by `load`. */
import type { Querier, Queryable, SeriesColumns, SeriesSet } from '@/collector/storage/storage';
import { getLabel, type Labels, labelsKey } from '@/lib/labels/labels';
import { compileMatcher, type Matcher } from '@/lib/labels/matcher';
import { writeStale } from '@/lib/labels/staleness';
import type { LoadCommand, SeriesLine } from './script';

interface StoredSeries {
  readonly labels: Labels;
  /** By time in ms; undefined is a staleness marker. */
  readonly samples: Map<number, number | undefined>;
}

const NO_NAMES = { names: [], warnings: [] };

export class MemoryStore implements Queryable {
  private readonly stored = new Map<string, StoredSeries>();
  /** Series of which something could not be loaded: native histograms, start timestamps. */
  readonly incomplete: Labels[] = [];

  load(command: LoadCommand): void {
    for (const line of command.series) this.loadSeries(line, command);
    this.incomplete.push(...command.startTimestamps);
  }

  clear(): void {
    this.stored.clear();
    this.incomplete.length = 0;
  }

  private loadSeries({ labels, values }: SeriesLine, { stepMs, withNativeBuckets }: LoadCommand): void {
    const key = labelsKey(labels);
    const series = this.stored.get(key) ?? { labels, samples: new Map() };
    for (const [i, value] of values.entries()) {
      if (value.type === 'number') series.samples.set(i * stepMs, value.value);
      if (value.type === 'stale') series.samples.set(i * stepMs, undefined);
    }
    if (values.some((value) => value.type === 'histogram')) this.incomplete.push(labels);
    if (withNativeBuckets) this.incomplete.push(nativeLabels(labels));
    if (series.samples.size > 0) this.stored.set(key, series);
  }

  querier(minTimeMs: number, maxTimeMs: number): Querier {
    return {
      select: async (matchers) => this.select(matchers, minTimeMs, maxTimeMs),
      seriesLabels: async () => ({ series: [], warnings: [] }),
      labelNames: async () => NO_NAMES,
      labelValues: async () => NO_NAMES,
      close: () => undefined,
    };
  }

  metadata() {
    return new Map();
  }

  private select(matchers: readonly Matcher[], minTimeMs: number, maxTimeMs: number): SeriesSet {
    const columns = [...this.stored.values()]
      .filter(({ labels }) => matchesAll(matchers, labels))
      .map((series, i) => columnsOf(series, i + 1, minTimeMs, maxTimeMs))
      .filter(({ timestamps }) => timestamps.length > 0);
    return { series: shareTimestamps(columns), warnings: [] };
  }
}

export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every((matcher) => compileMatcher(matcher)(getLabel(labels, matcher.name)));
}

/** `x_bucket{le="1"}` belongs to the native histogram `x`. */
function nativeLabels(labels: Labels): Labels {
  const out: string[] = [];
  for (let i = 0; i < labels.length; i += 2) {
    const name = labels[i] as string;
    const value = labels[i + 1] as string;
    if (name !== 'le') out.push(name, name === '__name__' ? value.replace(/_(?:bucket|count|sum)$/, '') : value);
  }
  return out;
}

function columnsOf({ labels, samples }: StoredSeries, ref: number, minMs: number, maxMs: number): SeriesColumns {
  const inside = [...samples].filter(([time]) => time >= minMs && time <= maxMs).sort(([a], [b]) => a - b);
  const timestamps = Float64Array.from(inside, ([time]) => time);
  const values = Float64Array.from(inside, ([, value]) => value ?? 0);
  for (const [i, [, value]] of inside.entries()) if (value === undefined) writeStale(values, i);
  return { ref, labels, timestamps, values, mayHaveStale: inside.some(([, value]) => value === undefined) };
}

/** Equal columns become one object, as a real store has it for the series of a scrape. */
function shareTimestamps(columns: readonly SeriesColumns[]): SeriesColumns[] {
  const known = new Map<string, Float64Array>();
  return columns.map((column) => {
    const key = column.timestamps.join();
    const timestamps = known.get(key) ?? column.timestamps;
    known.set(key, timestamps);
    return { ...column, timestamps };
  });
}
