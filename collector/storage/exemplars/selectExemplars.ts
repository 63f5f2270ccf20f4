import { compareLabels, getLabel, type Labels, labelsKey } from '@/lib/labels/labels';
import { compileMatcher, type Matcher } from '@/lib/labels/matcher';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { type Exemplar, type ExemplarSet, QueryAbortedError } from '../storage';
import type { StoreState } from '../storeState';
import type { KeptExemplar } from './exemplarCodec';

/** Exemplars in one answer. */
const MAX_EXEMPLARS = 100_000;

export interface ExemplarQuery {
  readonly matcherSets: readonly (readonly Matcher[])[];
  readonly minTimeMs: number;
  readonly maxTimeMs: number;
}

type SelectState = Pick<StoreState, 'exemplars' | 'tables' | 'counters' | 'logger'>;

/** From the ring, and where that does not reach back far enough, from pages. */
export async function selectExemplars(
  state: SelectState,
  query: ExemplarQuery,
  signal: AbortSignal,
): Promise<ExemplarSet> {
  const { minTimeMs, maxTimeMs } = query;
  const { ring } = state.exemplars;
  const matches = seriesFilter(query.matcherSets);
  const found = new Found();
  for (const { labels, exemplars } of ring.select(matches, minTimeMs, maxTimeMs)) {
    for (const exemplar of exemplars) found.add(labels, exemplar);
  }
  const storedUntilMs = Math.min(maxTimeMs, ring.completeAfterMs);
  const warnings = new Set<string>();
  if (minTimeMs <= storedUntilMs) {
    const take = ({ series, exemplar }: KeptExemplar) => {
      const { timestampMs } = exemplar;
      if (timestampMs >= minTimeMs && timestampMs <= maxTimeMs && matches(series)) found.add(series, exemplar);
    };
    for (const one of state.exemplars.allWaiting()) take(one);
    await readStored(state, { minTimeMs, maxTimeMs: storedUntilMs }, { take, found, warnings }, signal);
  }
  return { series: found.sorted(), warnings: [...warnings] };
}

async function readStored(
  { tables, counters, logger }: SelectState,
  { minTimeMs, maxTimeMs }: { readonly minTimeMs: number; readonly maxTimeMs: number },
  { take, found, warnings }: { take: (one: KeptExemplar) => void; found: Found; warnings: Set<string> },
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const row of tables.exemplars.readBack(minTimeMs, maxTimeMs)) {
      if (signal.aborted) throw new QueryAbortedError('the query was cancelled');
      if (found.count >= MAX_EXEMPLARS) {
        warnings.add(`only the newest ${found.count} exemplars are shown: ask for a shorter time or for fewer series`);
        return;
      }
      try {
        for (const one of tables.exemplars.decode(row)) take(one);
      } catch (error) {
        if (!(error instanceof CorruptPageError)) throw error;
        counters.damaged++;
        logger.error({ damage: error.message, page: row.id }, 'a page of exemplars is damaged and left out');
        warnings.add(`page ${row.id} of exemplars is damaged and left out`);
      }
    }
  } catch (error) {
    if (error instanceof QueryAbortedError) throw error;
    warnings.add('Postgres cannot be reached: the answer has only the exemplars in memory');
  }
}

/** What was found, by series; what is in the ring and in a page, or in two pages, counts once. */
class Found {
  private readonly bySeries = new Map<string, { readonly labels: Labels; readonly byTime: Map<number, Exemplar> }>();
  count = 0;

  add(labels: Labels, exemplar: Exemplar): void {
    const key = labelsKey(labels);
    let series = this.bySeries.get(key);
    if (series === undefined) {
      series = { labels, byTime: new Map() };
      this.bySeries.set(key, series);
    }
    if (series.byTime.has(exemplar.timestampMs)) return;
    series.byTime.set(exemplar.timestampMs, exemplar);
    this.count++;
  }

  sorted(): ExemplarSet['series'] {
    return [...this.bySeries.values()]
      .sort((a, b) => compareLabels(a.labels, b.labels))
      .map(({ labels, byTime }) => ({
        labels,
        exemplars: [...byTime.values()].sort((a, b) => a.timestampMs - b.timestampMs),
      }));
  }
}

/** Whether a series matches all matchers of at least one set. Throws InvalidRegexError. */
function seriesFilter(matcherSets: readonly (readonly Matcher[])[]): (labels: Labels) => boolean {
  const sets = matcherSets.map((matchers) =>
    matchers.map((matcher) => ({ name: matcher.name, matches: compileMatcher(matcher) })),
  );
  return (labels) => sets.some((set) => set.every(({ name, matches }) => matches(getLabel(labels, name))));
}
