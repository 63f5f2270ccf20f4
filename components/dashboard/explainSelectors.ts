import type { VectorSelector } from '@/lib/promql/ast';
import { printExpr } from '@/lib/promql/printer';
import type { EmptyReason } from './diagnoseEmpty';

/** Whether any series matches a selector: within the range that is shown, or at any time. */
export type HasSeries = (selector: string, when: 'inRange' | 'ever') => Promise<boolean>;

/** Each selector costs questions; the first that leaves nothing is enough. */
const MAX_SELECTORS = 6;
const MAX_MATCHERS = 8;

/** Which part of a query leaves nothing, all its metrics being known. */
export async function explainSelectors(selectors: readonly VectorSelector[], has: HasSeries): Promise<EmptyReason> {
  for (const selector of selectors.slice(0, MAX_SELECTORS)) {
    // With an offset or @ it reads another range than the one that is shown.
    if (selector.offset !== undefined || selector.at !== undefined) continue;
    const text = printExpr(selector);
    if (await has(text, 'inRange')) continue;
    if (await has(text, 'ever')) {
      const detail = `${text} has samples at other times only.`;
      return { type: 'outOfRange', message: 'No samples in this time range', detail };
    }
    return whichMatcher(selector, text, has);
  }
  const detail =
    selectors.length > 1
      ? 'Each part of the query has samples here; what combines them leaves none.'
      : 'There are samples here, but too few for this query, or it filters all of them out.';
  return { type: 'operations', message: 'No data', detail };
}

/** The label that nothing has, found by asking without it. */
async function whichMatcher(selector: VectorSelector, text: string, has: HasSeries): Promise<EmptyReason> {
  const labels = selector.matchers.filter(({ name }) => name !== '__name__').slice(0, MAX_MATCHERS);
  for (const left of labels) {
    const without = { ...selector, matchers: selector.matchers.filter((matcher) => matcher !== left) };
    if (without.matchers.length === 0 || !(await has(printExpr(without), 'ever'))) continue;
    const wanted = `${left.name}${left.operator}${JSON.stringify(left.value)}`;
    const detail = `${selector.name ?? 'The metric'} has series, but none that matches this as well.`;
    return { type: 'filtered', message: `No series with ${wanted}`, detail };
  }
  return { type: 'filtered', message: 'No matching series', detail: `Nothing matches ${text}.` };
}
