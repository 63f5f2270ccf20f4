/** The query engine: entry points for instant and range queries, limits, and errors as QueryError. */
import { QueryAbortedError, type Queryable, StorageUnavailableError } from '@/collector/storage/storage';
import type { Expr } from '@/lib/promql/ast';
import { PromqlError } from '@/lib/promql/errors';
import { parseExpr } from '@/lib/promql/parse';
import { documentedType, valueType } from '@/lib/promql/valueType';
import { Annotations } from './annotations';
import { Budget } from './budget';
import { Evaluator } from './evaluate';
import { fetchAll } from './fetch';
import type { StepGrid } from './grid';
import { type HeavyPass, HeavyQueries, LIGHT_SAMPLES } from './heavyQueries';
import { Planner } from './plan/build';
import type { PlanNode } from './plan/plan';
import {
  type QueryEngine,
  QueryError,
  type QueryOptions,
  type QueryResult,
  type ResultBase,
  type StepResult,
} from './result';
import { rawResult, sizeBytes, stepResult } from './results';

export interface EngineLimits {
  /** --query.timeout */
  readonly timeoutMs: number;
  /** --query.max-samples: samples held in memory at once. */
  readonly maxSamples: number;
  /** --query.lookback-delta */
  readonly lookbackDeltaMs: number;
  /** Step of a subquery that names none: the global evaluation interval. */
  readonly subqueryStepMs: number;
  /** --enable-feature=promql-delayed-name-removal */
  readonly delayedNameRemoval: boolean;
  /** Heavy queries wait while results that their callers have not let go of hold so many bytes. */
  readonly maxHeldBytes: number;
}

export const DEFAULT_LIMITS: EngineLimits = {
  timeoutMs: 120_000,
  maxSamples: 50_000_000,
  lookbackDeltaMs: 300_000,
  subqueryStepMs: 60_000,
  delayedNameRemoval: false,
  maxHeldBytes: 256 * 1024 * 1024,
};

/** `limits` override DEFAULT_LIMITS one by one; `now` gives milliseconds of a monotonic clock. */
export function createEngine(
  queryable: Queryable,
  limits: Partial<EngineLimits> = {},
  now: () => number = () => performance.now(),
): QueryEngine {
  return new Engine(queryable, { ...DEFAULT_LIMITS, ...limits }, now);
}

/** All queries share one thread: more than two heavy ones at a time only add up their memory. */
const HEAVY_AT_ONCE = 2;

interface Query {
  readonly text: string;
  readonly expr: Expr;
  readonly grid: StepGrid;
  /** As asked for; the last step may lie before it. */
  readonly endMs: number;
}

class Engine implements QueryEngine {
  private readonly heavyQueries: HeavyQueries;

  constructor(
    private readonly queryable: Queryable,
    private readonly limits: EngineLimits,
    private readonly now: () => number,
  ) {
    this.heavyQueries = new HeavyQueries(HEAVY_AT_ONCE, limits.maxHeldBytes);
  }

  async instant(text: string, timeMs: number, options: QueryOptions = {}): Promise<QueryResult> {
    const expr = parse(text);
    const grid = { startMs: Math.round(timeMs), stepMs: 0, steps: 1 };
    return this.run({ text, expr, grid, endMs: grid.startMs }, options);
  }

  async range(text: string, startMs: number, endMs: number, stepMs: number, options: QueryOptions = {}) {
    const expr = parse(text);
    const type = valueType(expr);
    if (type !== 'scalar' && type !== 'vector') {
      const reason = `invalid expression type "${documentedType(type)}" for range query, must be Scalar or instant Vector`;
      throw new QueryError('bad_data', reason, expr.position);
    }
    if (!(stepMs > 0))
      throw new QueryError('bad_data', 'zero or negative query resolution step widths are not accepted');
    if (endMs < startMs) throw new QueryError('bad_data', 'end timestamp must not be before start time');
    const steps = Math.floor((endMs - startMs) / stepMs) + 1;
    // The store keeps whole milliseconds, and range borders are told apart by one.
    const grid = { startMs: Math.round(startMs), stepMs, steps };
    const result = await this.run({ text, expr, grid, endMs: Math.round(endMs) }, options);
    if (result.type === 'raw' || result.type === 'string') throw new Error(`BUG: ${result.type} from a range query`);
    return result satisfies StepResult;
  }

  private async run(query: Query, options: QueryOptions): Promise<QueryResult> {
    const heavy = this.heavyQueries.pass();
    try {
      const result = await this.runWith(heavy, query, options);
      heavy.finish(sizeBytes(result), options.letGo);
      return result;
    } finally {
      heavy.release();
    }
  }

  private async runWith(heavy: HeavyPass, query: Query, options: QueryOptions): Promise<QueryResult> {
    const { text, expr, grid } = query;
    const startedMs = this.now();
    const signal = options.signal ?? new AbortController().signal;
    const notes = new Annotations(text);
    const timeoutMs = Math.min(options.timeoutMs ?? this.limits.timeoutMs, this.limits.timeoutMs);
    const budget = new Budget({ timeoutMs, maxSamples: this.limits.maxSamples, signal, now: this.now });
    try {
      budget.take(grid.steps);
      const times = { startMs: grid.startMs, endMs: query.endMs, stepMs: grid.stepMs };
      const lookbackMs = options.lookbackDeltaMs ?? this.limits.lookbackDeltaMs;
      const planner = new Planner({ times, lookbackMs, subqueryStepMs: this.limits.subqueryStepMs });
      const plan = planner.plan(expr, grid);
      const { maxResolutionMs } = options;
      const fetched = await withTimeout(timeoutMs, signal, async (fetchSignal) => {
        const fetching = { budget, notes, heavy, signal: fetchSignal, maxResolutionMs };
        const read = await fetchAll(this.queryable, planner.fetches, fetching);
        if (read.series * grid.steps > LIGHT_SAMPLES) await heavy.acquire(fetchSignal);
        return read;
      });
      const { data, series, samples, resolutionMs, approximate } = fetched;
      const { delayedNameRemoval } = this.limits;
      const evaluator = new Evaluator({ budget, notes, times, delayedNameRemoval, data });
      const answer = await evaluateRoot(plan, grid, evaluator);
      const statistics = { series, samples, durationMs: this.now() - startedMs };
      return { ...answer, ...notes.lists(), statistics, resolutionMs, approximate };
    } catch (error) {
      throw asQueryError(error, timeoutMs, signal);
    }
  }
}

type WithoutBase<T> = T extends unknown ? Omit<T, keyof ResultBase> : never;
export type Answer = WithoutBase<QueryResult>;

async function evaluateRoot(plan: PlanNode, grid: StepGrid, evaluator: Evaluator): Promise<Answer> {
  const times = { startMs: grid.startMs, stepMs: grid.stepMs, steps: grid.steps };
  switch (plan.type) {
    case 'string':
      return { type: 'string', timeMs: grid.startMs, text: plan.value };
    case 'rangeSelect':
    case 'subquery':
      return rawResult(await evaluator.range(plan), evaluator);
    case 'number':
    case 'scalarCall':
    case 'scalarOperation': {
      const values = await evaluator.scalar(plan, grid);
      const present = new Uint8Array(values.length).fill(1);
      return { type: 'scalar', ...times, series: [{ labels: [], values, present }] };
    }
    default: {
      const type = grid.stepMs === 0 ? 'vector' : 'matrix';
      return { type, ...times, series: await stepResult(await evaluator.vector(plan), evaluator) };
    }
  }
}

function parse(text: string): Expr {
  try {
    return parseExpr(text);
  } catch (cause) {
    if (cause instanceof PromqlError) throw new QueryError('bad_data', cause.message, cause.position, { cause });
    throw cause;
  }
}

/** The store gets a signal that also fires when the query's time is over. */
async function withTimeout<T>(timeoutMs: number, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>) {
  return work(AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
}

function asQueryError(error: unknown, timeoutMs: number, signal: AbortSignal): unknown {
  if (error instanceof QueryError) return error;
  if (error instanceof StorageUnavailableError) {
    return new QueryError('unavailable', `cannot read samples: ${error.message}`, undefined, { cause: error });
  }
  if (error instanceof QueryAbortedError) {
    return signal.aborted
      ? new QueryError('canceled', 'query was canceled while reading samples', undefined, { cause: error })
      : new QueryError('timeout', `query timed out while reading samples, after --query.timeout=${timeoutMs / 1000}s`);
  }
  const message = error instanceof Error ? error.message : String(error);
  return new QueryError('internal', `unexpected error: ${message}`, undefined, { cause: error });
}
