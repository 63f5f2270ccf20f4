/** Reads everything a plan needs, each distinct selection once, from one consistent view. */
import {
  type Querier,
  type Queryable,
  type ResolutionMs,
  type SelectHints,
  type SeriesColumns,
  type SeriesSet,
  TooManySamplesError,
} from '@/collector/storage/storage';
import { tierName } from '@/lib/api/tier';
import type { Annotations } from './annotations';
import type { Budget } from './budget';
import { type HeavyPass, LIGHT_SAMPLES } from './heavyQueries';
import type { Fetch } from './plan/plan';

export interface Fetched {
  readonly data: ReadonlyMap<Fetch, readonly SeriesColumns[]>;
  /** Distinct series and samples read. */
  readonly series: number;
  readonly samples: number;
  /** The coarsest tier that answered any of them. */
  readonly resolutionMs: ResolutionMs;
  /** Some function needed raw samples and got coarser ones. */
  readonly approximate: boolean;
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
  readonly maxResolutionMs: ResolutionMs | undefined;
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
    let resolutionMs: ResolutionMs = 0;
    let approximate = false;
    for (const { querier, fetches: same } of selections) {
      const set = await select(querier, same[0] as Fetch, LIGHT_SAMPLES - samples, query);
      for (const warning of set.warnings) query.notes.fromStorage(warning);
      const count = set.series.reduce((sum, each) => sum + each.timestamps.length, 0);
      query.budget.take(count);
      query.budget.check();
      series += set.series.length;
      samples += count;
      if (set.resolutionMs && set.resolutionMs > resolutionMs) resolutionMs = set.resolutionMs;
      if (set.approximate) approximate = true;
      for (const fetch of same) {
        data.set(fetch, set.series);
        if (set.approximate) noteApproximate(fetch, set, query.notes);
      }
    }
    return { data, series, samples, resolutionMs, approximate };
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
    const key = JSON.stringify([interval, fetch.firstMs, fetch.stepMs, fetch.rangeMs, funcKey(fetch), fetch.matchers]);
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

/** Instant selectors get the same samples under every aggregation: `sum(m) / count(m)` reads once. */
function funcKey({ func, rangeMs }: Fetch): string {
  return rangeMs > 0 || func === 'timestamp' ? func : '';
}

function noteApproximate(fetch: Fetch, { resolutionMs = 0 }: SeriesSet, notes: Annotations): void {
  const { func, rangeMs, position } = fetch;
  const what = func === '' ? `${rangeMs > 0 ? 'range' : 'instant'} selector` : func;
  const tier = resolutionMs === 0 ? '' : ` to ${tierName(resolutionMs)}`;
  notes.info(`${what} over samples downsampled${tier} is approximate: ${notes.excerpt(position)}`, position);
}

/** Reads a light selection at once; a heavy one when it is its turn. */
async function select(
  querier: Querier,
  { matchers, firstMs, stepMs, rangeMs, func }: Fetch,
  light: number,
  { budget, heavy, signal, maxResolutionMs }: FetchingQuery,
): Promise<SeriesSet> {
  const hints: SelectHints = {
    startMs: firstMs,
    stepMs,
    rangeMs,
    func,
    ...(maxResolutionMs !== undefined && { maxResolutionMs }),
  };
  const upTo = (maxSamples: number) => querier.select(matchers, { ...hints, maxSamples }, signal);
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
