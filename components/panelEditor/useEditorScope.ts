'use client';

import { useMemo, useState, useSyncExternalStore } from 'react';
import { type DashboardScope, useDashboard } from '@/components/dashboard/DashboardContext';
import { PanelStates } from '@/components/dashboard/panelStates';
import { type PlacedPanel, placeSections } from '@/components/dashboard/repeats';
import { PanelQueries } from '@/components/query/panelQueries';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { queryBatch } from '@/lib/api/client';
import type { Panel } from '@/lib/dashboard/document';
import { intervalBuiltins, rangeBuiltins } from '@/lib/dashboard/variables/builtins';
import { type VariableScope, withBuiltins, withVariables } from '@/lib/dashboard/variables/scope';
import { rateInterval } from '@/lib/time/interval';
import { type QueryReport, QueryReports } from './queries/queryReports';

/** Where built-in intervals are only read for their form; the real ones depend on the width of the drawing. */
const ANY_STEP_MS = 60_000;

export interface EditorScope {
  /** The dashboard's scope with queries of the editor's own, whose answers are reported one by one. */
  readonly dashboardScope: DashboardScope;
  readonly reports: ReadonlyMap<string, QueryReport>;
  /** Where the panel stands on the dashboard; of repeated panels the first. */
  readonly placed: PlacedPanel;
  /** Variables as the panel's queries see them. */
  readonly variables: VariableScope;
}

/** What the parts of the panel editor share. */
export function useEditorScope(panel: Panel): EditorScope {
  const outer = useDashboard();
  const [reporting] = useState(() => new QueryReports());
  const [queries] = useState(() => new PanelQueries(reporting.overhear(queryBatch)));
  const [states] = useState(() => new PanelStates());
  const reports = useSyncExternalStore(reporting.subscribe, reporting.all, reporting.all);
  const dashboardScope = useMemo(() => ({ ...outer, queries, states }), [outer, queries, states]);
  const placed = usePlaced(panel, outer);
  const variables = useQueryScope(placed, outer);
  return { dashboardScope, reports, placed, variables };
}

function usePlaced(panel: Panel, { dashboard, scope }: DashboardScope): PlacedPanel {
  const place = useMemo(() => {
    const panels = placeSections(dashboard, scope.variables).flatMap((section) => section.panels);
    return panels.find((one) => one.panel.id === panel.id);
  }, [dashboard, scope, panel.id]);
  return useMemo(() => {
    const { x = 0, y = 0, w = 12, h = 8, variables = [] } = place ?? {};
    return { key: `edit-${panel.id}`, panel, x, y, w, h, variables };
  }, [place, panel]);
}

function useQueryScope(placed: PlacedPanel, { dashboard, scope, scrapeIntervalMs = 15_000 }: DashboardScope) {
  const { bounds, timeZone } = useTimeRange();
  const { uid, title } = dashboard;
  const { fromMs = 0, toMs = 0 } = bounds ?? {};
  return useMemo(() => {
    const own = withVariables(scope, placed.variables);
    return withBuiltins(own, [
      ...rangeBuiltins({ fromMs, toMs, timeZone, dashboard: { uid, title } }),
      ...intervalBuiltins(ANY_STEP_MS, rateInterval(ANY_STEP_MS, scrapeIntervalMs)),
    ]);
  }, [scope, placed.variables, fromMs, toMs, timeZone, uid, title, scrapeIntervalMs]);
}
