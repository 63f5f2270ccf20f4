/** A store of a few series in memory, for tests of the API. */
import type { LabelQuery, MetricMetadata, Querier, Queryable, SeriesColumns } from '@/collector/storage/storage';
import { compareLabels, getLabel, type Labels, labelsFromRecord } from '@/lib/labels/labels';
import { compileMatcher, type Matcher } from '@/lib/labels/matcher';

const LABEL_SETS: readonly Readonly<Record<string, string>>[] = [
  { __name__: 'up', job: 'node', instance: 'a:9100' },
  { __name__: 'up', job: 'node', instance: 'b:9100' },
  { __name__: 'up', job: 'belvedere', instance: 'a:9490', 'dotted.name': '<img src=x onerror=alert(1)>' },
];

export const FIXTURE_SERIES: readonly Labels[] = LABEL_SETS.map(labelsFromRecord);

const METADATA: readonly MetricMetadata[] = [
  { metric: 'up', type: 'gauge', help: 'Whether the last scrape went well.', unit: '' },
  { metric: 'http_requests_total', type: 'counter', help: 'Requests "by" code.', unit: 'requests' },
];

/** Counts queriers that were not closed. */
export class FixtureStore implements Queryable {
  openQueriers = 0;

  querier(): Querier {
    this.openQueriers++;
    return new FixtureQuerier(() => this.openQueriers--);
  }

  metadata(): ReadonlyMap<string, readonly MetricMetadata[]> {
    return new Map(METADATA.map((entry) => [entry.metric, [entry]]));
  }
}

class FixtureQuerier implements Querier {
  constructor(private readonly onClose: () => void) {}

  async select(matchers: readonly Matcher[]) {
    const series = matching([matchers]).map(
      (labels, index): SeriesColumns => ({
        ref: index + 1,
        labels,
        timestamps: new Float64Array([1000]),
        values: new Float64Array([1]),
        mayHaveStale: false,
      }),
    );
    return { series, warnings: [] };
  }

  async seriesLabels({ matcherSets, limit }: LabelQuery) {
    return { series: cut(matching(matcherSets), limit), warnings: [] };
  }

  async labelNames({ matcherSets, limit }: LabelQuery) {
    const names = matching(matcherSets).flatMap((labels) => labels.filter((_, index) => index % 2 === 0));
    return { names: cut([...new Set(names)].sort(), limit), warnings: [] };
  }

  async labelValues(name: string, { matcherSets, limit }: LabelQuery) {
    const values = matching(matcherSets).map((labels) => getLabel(labels, name));
    return { names: cut([...new Set(values)].filter((value) => value !== '').sort(), limit), warnings: [] };
  }

  close(): void {
    this.onClose();
  }
}

function matching(matcherSets: readonly (readonly Matcher[])[]): Labels[] {
  const tests = matcherSets.map((set) => set.map((m) => ({ name: m.name, matches: compileMatcher(m) })));
  const found = FIXTURE_SERIES.filter(
    (labels) => tests.length === 0 || tests.some((set) => set.every((t) => t.matches(getLabel(labels, t.name)))),
  );
  return found.sort(compareLabels);
}

function cut<T>(items: readonly T[], limit: number): readonly T[] {
  return limit === 0 ? items : items.slice(0, limit);
}
