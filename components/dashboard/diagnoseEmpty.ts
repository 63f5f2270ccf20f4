import { fetchLabelValues, fetchSeries } from '@/lib/api/client';
import { nearestNames } from './nearestNames';

/** Why a panel has no data. */
export interface EmptyReason {
  readonly type: 'nothingStored' | 'unknownMetric' | 'noVariableValue' | 'filtered' | 'outOfRange' | 'operations';
  /** One sentence. */
  readonly message: string;
  readonly detail: string;
  /** Metrics that may have been meant. */
  readonly nearest?: readonly string[];
}

/** A sample counts for so long after its time. */
const LOOKBACK_MS = 5 * 60_000;

/** Finds out why queries gave nothing: a metric nobody ever sent, or filters and times that leave nothing. */
export async function diagnoseEmpty(
  exprs: readonly string[],
  bounds: { readonly fromMs: number; readonly toMs: number },
  signal: AbortSignal,
): Promise<EmptyReason> {
  const { data: known } = await fetchLabelValues('__name__', {}, { signal });
  if (known.length === 0) {
    const detail = 'The first scrapes take a few seconds; Targets shows how they go.';
    return { type: 'nothingStored', message: 'Nothing has been stored yet', detail };
  }
  // The parser of PromQL is needed here only: it is not part of the page.
  const { metricNames, vectorSelectors } = await import('./metricNames');
  const names = new Set(known);
  const missing = exprs.flatMap(metricNames).find((name) => !names.has(name));
  if (missing === undefined) {
    const { explainSelectors } = await import('./explainSelectors');
    return explainSelectors(exprs.flatMap(vectorSelectors), async (selector, when) => {
      const times = when === 'ever' ? {} : { fromMs: bounds.fromMs - LOOKBACK_MS, toMs: bounds.toMs };
      return (await fetchSeries({ match: [selector], limit: 1, ...times }, { signal })).data.length > 0;
    });
  }
  const nearest = nearestNames(missing, known, 3);
  const detail =
    nearest.length > 0 ? 'It was never stored. Nearest names:' : 'It was never stored, nor anything like it.';
  return { type: 'unknownMetric', message: `No metric named ${missing}`, detail, nearest };
}
