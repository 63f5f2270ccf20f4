/** Reads everything a plan needs, each distinct selection once, from one consistent view. */
import {
  type Querier,
  type Queryable,
  type SeriesColumns,
  type SeriesSet,
  TooManySamplesError,
} from '@/collector/storage/storage';
import type { Annotations } from './annotations';
import type { Budget } from './budget';
import type { Fetch } from './plan/plan';

export interface Fetched {
  readonly data: ReadonlyMap<Fetch, readonly SeriesColumns[]>;
  /** Distinct series and samples read. */
  readonly series: number;
  readonly samples: number;
}

interface Selection {
  readonly querier: Querier;
  readonly fetches: Fetch[];
}

/** Samples are taken from the budget as they arrive; they stay until the query ends. */
export async function fetchAll(
  queryable: Queryable,
  fetches: readonly Fetch[],
  query: { readonly budget: Budget; readonly notes: Annotations; readonly signal: AbortSignal },
): Promise<Fetched> {
  const { queriers, selections } = openAll(queryable, fetches);
  try {
    const data = new Map<Fetch, readonly SeriesColumns[]>();
    let series = 0;
    let samples = 0;
    for (const { querier, fetches: same } of selections) {
      const set = await select(querier, same[0] as Fetch, query);
      for (const warning of set.warnings) query.notes.fromStorage(warning);
      const count = set.series.reduce((sum, each) => sum + each.timestamps.length, 0);
      query.budget.take(count);
      query.budget.check();
      series += set.series.length;
      samples += count;
      for (const fetch of same) data.set(fetch, set.series);
    }
    return { data, series, samples };
  } finally {
    for (const querier of queriers) querier.close();
  }
}

/** All queriers are made in one go, so that they see the same state of the store. */
function openAll(queryable: Queryable, fetches: readonly Fetch[]) {
  const queriers = new Map<string, Querier>();
  const selections = new Map<string, Selection>();
  for (const fetch of fetches) {
    const interval = `${fetch.startMs}/${fetch.endMs}`;
    const key = JSON.stringify([interval, fetch.stepMs, fetch.rangeMs, fetch.func, fetch.matchers]);
    const known = selections.get(key);
    if (known) {
      known.fetches.push(fetch);
      continue;
    }
    // The left border is exclusive; times are whole milliseconds.
    const querier = queriers.get(interval) ?? queryable.querier(fetch.startMs + 1, fetch.endMs);
    queriers.set(interval, querier);
    selections.set(key, { querier, fetches: [fetch] });
  }
  return { queriers: [...queriers.values()], selections: [...selections.values()] };
}

/** The store stops at what the budget has left, before the samples are in memory. */
async function select(
  querier: Querier,
  { matchers, stepMs, rangeMs, func }: Fetch,
  { budget, signal }: { readonly budget: Budget; readonly signal: AbortSignal },
): Promise<SeriesSet> {
  try {
    return await querier.select(matchers, { stepMs, rangeMs, func, maxSamples: budget.left }, signal);
  } catch (error) {
    if (error instanceof TooManySamplesError) budget.take(error.samples);
    throw error;
  }
}
