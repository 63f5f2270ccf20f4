import type { BatchQuery, QueryBatchRequest } from '@/lib/api/queryBatch';
import type { TierResolutionMs } from '@/lib/api/tier';
import { parseSourceResolution } from '../sourceResolution';

/** One evaluation, and everyone in the request who waits for it. */
export interface Evaluation {
  readonly expr: string;
  readonly kind: BatchQuery['kind'];
  /** Inclusive. Both are the time of evaluation for an instant query. */
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  /** The coarsest tier that may answer; undefined: as coarse as is exact enough. */
  readonly maxResolutionMs: TierResolutionMs | undefined;
  readonly askers: readonly BatchQuery[];
}

/** Groups a request's queries so that equal expressions over equal steps are evaluated once, in order of asking. */
export function planBatch(request: QueryBatchRequest): readonly Evaluation[] {
  const evaluations = new Map<string, Evaluation & { readonly askers: BatchQuery[] }>();
  for (const query of request.queries) {
    const interval = intervalOf(query, request);
    const maxResolutionMs = parseSourceResolution(query.maxSourceResolution ?? 'auto');
    const { startMs, endMs, stepMs } = interval;
    const key = JSON.stringify([query.kind, startMs, endMs, stepMs, maxResolutionMs ?? 'auto', query.expr]);
    const known = evaluations.get(key);
    if (known) known.askers.push(query);
    else evaluations.set(key, { expr: query.expr, kind: query.kind, ...interval, maxResolutionMs, askers: [query] });
  }
  return [...evaluations.values()];
}

/**
 * Steps lie on multiples of the step, so that a later answer continues an earlier one. Both ends are rounded down,
 * as Grafana does: the first step may lie before `from`, none lies after `to`.
 */
function intervalOf(query: BatchQuery, request: QueryBatchRequest): { startMs: number; endMs: number; stepMs: number } {
  const from = query.from ?? request.from;
  const to = query.to ?? request.to;
  if (query.kind === 'instant') return { startMs: Math.floor(to), endMs: Math.floor(to), stepMs: 0 };
  const align = (ms: number) => Math.floor(ms / query.stepMs) * query.stepMs;
  return { startMs: align(from), endMs: align(to), stepMs: query.stepMs };
}
