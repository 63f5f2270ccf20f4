'use client';

import { useMemo, useState } from 'react';
import { PanelQueries } from '@/components/query/panelQueries';
import { useScrapeInterval } from '@/components/query/useScrapeInterval';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { useAutoRefresh } from '@/components/timeRange/useAutoRefresh';
import type { Variables } from '@/components/variables/useVariables';
import { queryBatch } from '@/lib/api/client';
import type { DashboardScope } from './DashboardContext';
import { useEditor } from './editor/EditorContext';
import { limitPanels } from './limitPanels';
import { PanelStates } from './panelStates';
import { placeSections } from './repeats';
import { useDashboardView } from './useDashboardView';

/** What all panels share that ask the collector: asked queries, states, variables, and where everything stands. */
export function useDashboardScope(
  { scope, ready: variablesReady }: Pick<Variables, 'scope' | 'ready'>,
  kind: 'live' | 'solo' = 'live',
): DashboardScope {
  const { dashboard } = useEditor();
  const [queries] = useState(() => new PanelQueries(queryBatch));
  const [states] = useState(() => new PanelStates());
  const { refresh, refreshNow } = useTimeRange();
  useAutoRefresh(refresh, () => queries.busy, refreshNow);
  const scrapeIntervalMs = useScrapeInterval();
  const ready = variablesReady && scrapeIntervalMs !== undefined;
  const { sections, omitted } = useMemo(
    () => limitPanels(placeSections(dashboard, scope.variables)),
    [dashboard, scope],
  );
  const view = useDashboardView(sections);
  return useMemo(
    () => ({ kind, dashboard, scope, scrapeIntervalMs, ready, queries, states, view, sections, omitted }),
    [kind, dashboard, scope, scrapeIntervalMs, ready, queries, states, view, sections, omitted],
  );
}
