/** Samples of the store as OpenMetrics text, in bounded memory whatever there is of them. */
import type { Queryable, SeriesColumns } from '@/collector/storage/storage';
import { getLabel, METRIC_NAME } from '@/lib/labels/labels';
import { compileMatcher, type Matcher } from '@/lib/labels/matcher';
import { type MetricFamily, metricFamilies } from './metricFamilies';
import { familyHeader, SampleLines } from './openMetricsText';
import { SeriesReader } from './seriesReader';

export interface ExportSelection {
  /** Alternatives, as in `match[]`; empty: every series. */
  readonly matcherSets: readonly (readonly Matcher[])[];
  readonly startMs: number;
  readonly endMs: number;
  /** Leaves out the families before this one: to go on where an export was cut. Families come in order of their names. */
  readonly fromFamily: string;
}

/** Samples that are read at a time: 32 MB. */
const MAX_SAMPLES = 2_000_000;

/** Samples turned to text before others get a turn: some milliseconds. */
const SAMPLES_PER_CHUNK = 4_096;

/** Chunks of text, ended by `# EOF`. Rejects with QueryAbortedError. */
export async function* exportOpenMetrics(
  queryable: Queryable,
  selection: ExportSelection,
  signal: AbortSignal,
  maxSamples = MAX_SAMPLES,
): AsyncGenerator<string, void, undefined> {
  const sets = selection.matcherSets.length === 0 ? [[]] : selection.matcherSets;
  const lines = new SampleLines();
  for (const family of await families(queryable, selection, signal)) {
    yield familyHeader(family.name, family.metadata);
    for (const metric of family.metrics) {
      for (const [number, set] of sets.entries()) {
        const matchers: Matcher[] = [...set, { name: METRIC_NAME, operator: '=', value: metric }];
        // A series that several selectors match is given by the first of them.
        const isOwn = unmatched(sets.slice(0, number));
        const reader = new SeriesReader(queryable, maxSamples, signal);
        for await (const series of reader.read(matchers, selection)) if (isOwn(series)) yield* linesOf(series, lines);
      }
    }
  }
  yield '# EOF\n';
}

async function families(
  queryable: Queryable,
  { matcherSets, startMs, endMs, fromFamily }: ExportSelection,
  signal: AbortSignal,
): Promise<MetricFamily[]> {
  const querier = queryable.querier(startMs, endMs);
  try {
    const { names } = await querier.labelValues(METRIC_NAME, { matcherSets, limit: 0 }, signal);
    return metricFamilies(names, queryable.metadata()).filter(({ name }) => name >= fromFamily);
  } finally {
    querier.close();
  }
}

function unmatched(sets: readonly (readonly Matcher[])[]): (series: SeriesColumns) => boolean {
  const tests = sets.map((set) => set.map((matcher) => ({ name: matcher.name, matches: compileMatcher(matcher) })));
  return ({ labels }) => !tests.some((set) => set.every(({ name, matches }) => matches(getLabel(labels, name))));
}

function* linesOf(series: SeriesColumns, lines: SampleLines): Generator<string, void, undefined> {
  const { length } = series.timestamps;
  for (let from = 0; from < length; from += SAMPLES_PER_CHUNK) {
    yield lines.text(series, from, Math.min(length, from + SAMPLES_PER_CHUNK));
  }
}
