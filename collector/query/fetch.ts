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
import { type HeavyPass, LIGHT_SAMPLES } from './heavyQueries';
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

export interface FetchingQuery {
  readonly budget: Budget;
  readonly notes: Annotations;
  readonly heavy: HeavyPass;
  readonly signal: AbortSignal;
}

/** Samples are taken from the budget as they arrive; they stay until the query ends. */
export async function fetchAll(
  queryable: Queryable,
  fetches: readonly Fetch[],
  query: FetchingQuery,
): Promise<Fetched> {
  const { queriers, selections } = openAll(queryable, fetches);
  try {
    const data = new Map<Fetch, readonly SeriesColumns[]>();
    let series = 0;
    let samples = 0;
    for (const { querier, fetches: same } of selections) {
      const set = await select(querier, same[0] as Fetch, LIGHT_SAMPLES - samples, query);
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

/** Reads a light selection at once; a heavy one when it is its turn. */
async function select(
  querier: Querier,
  { matchers, stepMs, rangeMs, func }: Fetch,
  light: number,
  { budget, heavy, signal }: FetchingQuery,
): Promise<SeriesSet> {
  const upTo = (maxSamples: number) => querier.select(matchers, { stepMs, rangeMs, func, maxSamples }, signal);
  try {
    return await upTo(Math.min(light, budget.left));
  } catch (error) {
    refuseAboveBudget(error, budget);
  }
  await heavy.acquire(signal);
  try {
    return await upTo(budget.left);
  } catch (error) {
    refuseAboveBudget(error, budget);
    throw error;
  }
}

/** The store stops before the samples are in memory, so it falls to the budget to say what the limit is. */
function refuseAboveBudget(error: unknown, budget: Budget): void {
  if (!(error instanceof TooManySamplesError)) throw error;
  if (error.samples > budget.left) budget.take(error.samples);
}
