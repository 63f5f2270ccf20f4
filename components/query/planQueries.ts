import type { BatchQuery } from '@/lib/api/queryBatch';
import type { Panel, Target } from '@/lib/dashboard/document';
import { intervalBuiltins, rangeBuiltins } from '@/lib/dashboard/variables/builtins';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import { type VariableScope, withBuiltins } from '@/lib/dashboard/variables/scope';
import { parseDuration } from '@/lib/time/duration';
import { calculateInterval, rateInterval } from '@/lib/time/interval';
import { parseTime } from '@/lib/time/timeRange';
import type { Bounds } from './panelQueries';

/** A panel draws no more; the answer says how many there were. */
const MAX_SERIES = 2000;
const MAX_STEPS = 11_000;

export interface PlannedQuery {
  readonly target: Target;
  /** Text after interpolation, as it is asked. */
  readonly expr: string;
  readonly legendFormat: string;
  readonly query: Omit<BatchQuery, 'id'>;
}

export interface PlanBounds {
  readonly fromMs: number;
  readonly toMs: number;
  /** Chosen by its dates, as by zooming: it holds for every panel, also for one with a range of its own. */
  readonly absolute?: boolean;
}

const NO_VARIABLES: VariableScope = { variables: new Map(), builtins: new Map() };

export interface PlanInput {
  readonly panel: Panel;
  readonly scope: VariableScope;
  readonly bounds: PlanBounds;
  readonly timeZone: string;
  readonly widthPx: number;
  /** How often targets are usually scraped; the least step of a query that asks for no other. */
  readonly scrapeIntervalMs: number;
  readonly dashboard: { readonly uid: string; readonly title: string };
}

/** The interval of a panel: the dashboard's, or its own by `timeFrom` and `timeShift`. */
export function panelBounds(
  panel: Pick<Panel, 'timeFrom' | 'timeShift'>,
  bounds: PlanBounds,
  timeZone: string,
  scope = NO_VARIABLES,
): Bounds {
  const timeFrom = panel.timeFrom && interpolate(panel.timeFrom, scope, 'plain').trim();
  const timeShift = panel.timeShift && interpolate(panel.timeShift, scope, 'plain').trim();
  let { fromMs, toMs } = bounds;
  if (timeFrom && bounds.absolute !== true) {
    const text = timeFrom.startsWith('now') ? timeFrom : `now-${timeFrom}`;
    fromMs = parseTime(text, false, { nowMs: toMs, timeZone }) ?? fromMs;
  }
  if (timeShift) {
    const at = (nowMs: number) => parseTime(`now-${timeShift.replace(/^-/, '')}`, false, { nowMs, timeZone }) ?? nowMs;
    fromMs = at(fromMs);
    toMs = at(toMs);
  }
  return fromMs < toMs ? { fromMs, toMs } : { fromMs: bounds.fromMs, toMs: bounds.toMs };
}

/** The queries of a panel's visible targets, with variables and intervals put in. */
export function planQueries(input: PlanInput): PlannedQuery[] {
  const bounds = panelBounds(input.panel, input.bounds, input.timeZone, input.scope);
  const scope = withBuiltins(input.scope, rangeBuiltins({ ...input, ...bounds }));
  return input.panel.targets.flatMap((target) => {
    if (target.hide || target.expr.trim() === '') return [];
    return planTarget(target, scope, bounds, input);
  });
}

/** A step as written: a number without a unit is seconds, and `>` before it is an old way to say at least. */
function leastStep(text: string): number | undefined {
  const bare = text.trim().replace(/^>\s*/, '');
  return parseDuration(/^\d+(\.\d+)?$/.test(bare) ? `${bare}s` : bare) || undefined;
}

function planTarget(
  target: Target,
  scope: VariableScope,
  bounds: Bounds,
  { panel, widthPx, scrapeIntervalMs, dashboard }: PlanInput,
): PlannedQuery[] {
  const rangeMs = bounds.toMs - bounds.fromMs;
  const minText = interpolate(target.interval || panel.interval || '', scope, 'plain');
  const minMs = leastStep(minText) ?? scrapeIntervalMs;
  const points = panel.maxDataPoints && panel.maxDataPoints >= 1 ? panel.maxDataPoints : Math.max(10, widthPx);
  const intervalMs = calculateInterval(rangeMs, points, minMs) * target.intervalFactor;
  const stepMs = Math.ceil(Math.max(intervalMs, rangeMs / MAX_STEPS, 1));
  const own = withBuiltins(scope, intervalBuiltins(stepMs, rateInterval(stepMs, minMs)));
  const asked = interpolate(target.expr, own, 'promql');
  const expr = own.addFilters?.(asked) ?? asked;
  const legendFormat = interpolate(target.legendFormat, own, 'plain');
  const kinds = [
    ...(target.range || !target.instant ? (['range'] as const) : []),
    ...(target.instant ? (['instant'] as const) : []),
  ];
  return kinds.map((kind) => ({
    target,
    expr,
    legendFormat,
    query: {
      expr,
      kind,
      stepMs,
      from: bounds.fromMs,
      to: bounds.toMs,
      maxSeries: MAX_SERIES,
      source: { dashboardUid: dashboard.uid, panelId: panel.id, refId: target.refId },
    },
  }));
}
