import { fetchLabelValues } from '@/lib/api/client';
import { nearestNames } from './nearestNames';

/** Why a panel has no data. */
export interface EmptyReason {
  readonly type: 'nothingStored' | 'unknownMetric' | 'noVariableValue' | 'filtered';
  /** One sentence. */
  readonly message: string;
  readonly detail: string;
  /** Metrics that may have been meant. */
  readonly nearest?: readonly string[];
}

/** Finds out why queries gave nothing: a metric nobody ever sent, or filters and times that leave nothing. */
export async function diagnoseEmpty(exprs: readonly string[], signal: AbortSignal): Promise<EmptyReason> {
  const { data: known } = await fetchLabelValues('__name__', {}, { signal });
  if (known.length === 0) {
    const detail = 'The first scrapes take a few seconds; Targets shows how they go.';
    return { type: 'nothingStored', message: 'Nothing has been stored yet', detail };
  }
  // The parser of PromQL is needed here only: it is not part of the page.
  const { metricNames } = await import('./metricNames');
  const names = new Set(known);
  const missing = exprs.flatMap(metricNames).find((name) => !names.has(name));
  if (missing === undefined) {
    return { type: 'filtered', message: 'No data', detail: 'No series passes the filters in this time range.' };
  }
  const nearest = nearestNames(missing, known, 3);
  const detail =
    nearest.length > 0 ? 'It was never stored. Nearest names:' : 'It was never stored, nor anything like it.';
  return { type: 'unknownMetric', message: `No metric named ${missing}`, detail, nearest };
}
