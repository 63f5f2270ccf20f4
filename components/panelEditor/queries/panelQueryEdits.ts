import type { Panel } from '@/lib/dashboard/document';

/** Parts of a panel that concern all its queries and may be absent. */
type QueryParts = Pick<Panel, 'maxDataPoints' | 'interval' | 'timeFrom' | 'timeShift'>;

/** The panel with other parts; `undefined` takes one away. */
export function withQueryParts(
  panel: Panel,
  change: { readonly [Name in keyof QueryParts]?: QueryParts[Name] | undefined },
): Panel {
  const { maxDataPoints, interval, timeFrom, timeShift, ...rest } = panel;
  const wanted = { maxDataPoints, interval, timeFrom, timeShift, ...change };
  return {
    ...rest,
    ...(wanted.maxDataPoints === undefined ? {} : { maxDataPoints: wanted.maxDataPoints }),
    ...(wanted.interval === undefined ? {} : { interval: wanted.interval }),
    ...(wanted.timeFrom === undefined ? {} : { timeFrom: wanted.timeFrom }),
    ...(wanted.timeShift === undefined ? {} : { timeShift: wanted.timeShift }),
  };
}
