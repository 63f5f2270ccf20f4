import { fetchLabelValues } from '@/lib/api/client';
import { nearestNames } from './nearestNames';

export type EmptyReason =
  | {
      readonly type: 'unknownMetric';
      readonly metric: string;
      readonly nearest: readonly string[];
      readonly detail: string;
    }
  | { readonly type: 'noSamples'; readonly detail: string };

const NOTHING_STORED = 'Nothing has been stored yet. The first scrapes take a few seconds; Targets shows how they go.';
const FILTERED = 'The metric exists, but no series passes the filters in this time range.';

/** Finds out why queries gave nothing: a metric nobody ever sent, or filters and times that leave nothing. */
export async function diagnoseEmpty(exprs: readonly string[], signal: AbortSignal): Promise<EmptyReason> {
  const { data: known } = await fetchLabelValues('__name__', {}, { signal });
  if (known.length === 0) return { type: 'noSamples', detail: NOTHING_STORED };
  // The parser of PromQL is needed here only: it is not part of the page.
  const { metricNames } = await import('./metricNames');
  const names = new Set(known);
  const missing = exprs.flatMap(metricNames).find((name) => !names.has(name));
  if (missing === undefined) return { type: 'noSamples', detail: FILTERED };
  const nearest = nearestNames(missing, known, 3);
  const detail =
    nearest.length > 0 ? 'It was never stored. Nearest names:' : 'It was never stored, nor anything like it.';
  return { type: 'unknownMetric', metric: missing, nearest, detail };
}
