import type { QueryEngine, QueryResult } from '@/collector/query/result';
import type { BatchAnswer } from '@/lib/api/decodeFrames';
import type { BatchQuery, ErrorHeader, QueryBatchRequest } from '@/lib/api/queryBatch';
import { ApiError } from '../apiError';
import type { Log } from '../deps';
import { checkResolution } from '../resolution';
import { describeError, isUnexpected } from '../respond';
import { ResultHold } from '../resultHold';
import { asCompleted } from './asCompleted';
import { type Evaluation, planBatch } from './planBatch';
import { resultFrame } from './resultFrame';

/** Evaluations of one request that run at the same time; the engine has its own queue over all requests. */
const CONCURRENCY = 4;

export interface BatchContext {
  readonly engine: QueryEngine;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Answers every query of the request, each as soon as its result is there. A query that fails gives an error
 * answer and leaves the others alone.
 */
export async function* evaluateBatch(
  request: QueryBatchRequest,
  context: BatchContext,
): AsyncGenerator<BatchAnswer, void, undefined> {
  const tasks = planBatch(request).map((evaluation) => ({ evaluation, hold: new ResultHold() }));
  const runs = tasks.map((task) => () => evaluate(task, context));
  try {
    for await (const { evaluation, hold, outcome } of asCompleted(runs, CONCURRENCY)) {
      for (const asker of evaluation.askers) yield answer(asker, outcome, context);
      // Whoever asks for the next answer has sent this one.
      hold.end();
    }
  } finally {
    for (const { hold } of tasks) hold.end();
  }
}

interface Task {
  readonly evaluation: Evaluation;
  readonly hold: ResultHold;
}

type Outcome = { readonly result: QueryResult } | { readonly error: unknown };

async function evaluate(task: Task, context: BatchContext): Promise<Task & { readonly outcome: Outcome }> {
  try {
    return { ...task, outcome: { result: await run(task, context) } };
  } catch (error) {
    return { ...task, outcome: { error } };
  }
}

async function run({ evaluation, hold }: Task, context: BatchContext): Promise<QueryResult> {
  context.signal.throwIfAborted();
  const { expr, kind, startMs, endMs, stepMs, maxResolutionMs } = evaluation;
  const { engine, signal } = context;
  const options = { signal, letGo: hold.ended, ...(maxResolutionMs !== undefined && { maxResolutionMs }) };
  if (kind === 'instant') return engine.instant(expr, endMs, options);
  if (endMs < startMs) throw new ApiError('bad_data', '`to` must not be before `from`');
  checkResolution(startMs, endMs, stepMs);
  return engine.range(expr, startMs, endMs, stepMs, options);
}

function answer(asker: BatchQuery, outcome: Outcome, context: BatchContext): BatchAnswer {
  if ('error' in outcome) return { header: errorHeader(asker, outcome.error, context.log) };
  try {
    return resultFrame(outcome.result, asker);
  } catch (error) {
    return { header: errorHeader(asker, error, context.log) };
  }
}

function errorHeader(asker: BatchQuery, error: unknown, log: Log): ErrorHeader {
  const failed = describeError(error);
  if (isUnexpected(failed)) log.error({ err: error, expr: asker.expr }, 'query of a batch failed');
  return {
    type: 'error',
    id: asker.id,
    errorType: failed.errorType,
    message: failed.message,
    ...(failed.position && { position: failed.position }),
  };
}
