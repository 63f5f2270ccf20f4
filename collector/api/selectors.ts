import type { Matcher } from '@/lib/labels/matcher';
import { parseExpr } from '@/lib/promql/parse';
import { ApiError } from './apiError';
import type { Parameters } from './parameters';

/** Since ever, for ever: what series and label queries mean without `start` and `end`. */
const MIN_TIME_MS = Number.MIN_SAFE_INTEGER;
const MAX_TIME_MS = Number.MAX_SAFE_INTEGER;

export interface SeriesSelection {
  readonly matcherSets: readonly (readonly Matcher[])[];
  readonly startMs: number;
  readonly endMs: number;
  /** 0 for no limit. */
  readonly limit: number;
}

/** `match[]`, `start`, `end` and `limit`, as `series`, `labels` and `label/<name>/values` take them. */
export function readSelection(parameters: Parameters): SeriesSelection {
  return {
    limit: parameters.limit(),
    ...readInterval(parameters),
    matcherSets: parameters.all('match[]').map((text) => parseSelector(text)),
  };
}

/** `start` and `end`; without them, all times. */
export function readInterval(parameters: Parameters): { readonly startMs: number; readonly endMs: number } {
  return { startMs: parameters.timeOr('start', MIN_TIME_MS), endMs: parameters.timeOr('end', MAX_TIME_MS) };
}

/** Cuts a list to the limit; a list that was asked one longer than the limit tells that there is more. */
export function truncate<T>(
  items: readonly T[],
  limit: number,
  warnings: readonly string[],
): { readonly items: readonly T[]; readonly warnings: readonly string[] } {
  if (limit === 0 || items.length <= limit) return { items, warnings };
  return { items: items.slice(0, limit), warnings: [...warnings, 'results truncated due to limit'] };
}

/** The limit to ask the store for: one more than wanted, to know whether something is missing. */
export function probeLimit(limit: number): number {
  return limit === 0 ? 0 : limit + 1;
}

/** The matchers of one series selector such as `up{job="node"}`. Throws PromqlError or ApiError. */
export function parseSelector(text: string): readonly Matcher[] {
  const expr = parseExpr(text);
  const isPlain = expr.type === 'vectorSelector' && !expr.offset && !expr.at && !expr.sampling;
  if (!isPlain)
    throw new ApiError('bad_data', `${JSON.stringify(text)} is not a series selector such as up{job="node"}`);
  return expr.matchers;
}
