'use client';

import { useMemo, useState, useSyncExternalStore } from 'react';
import { PanelQueries } from '@/components/query/panelQueries';
import { useScrapeInterval } from '@/components/query/useScrapeInterval';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { useAutoRefresh } from '@/components/timeRange/useAutoRefresh';
import { useVariables } from '@/components/variables/useVariables';
import { queryBatch } from '@/lib/api/client';
import type { ImportWarning } from '@/lib/grafana/fieldReader';
import { DashboardBar } from './DashboardBar';
import { DashboardContext } from './DashboardContext';
import { DashboardNotices } from './DashboardNotices';
import classes from './dashboard.module.css';
import { useEditor } from './editor/EditorContext';
import { EditorNotices } from './editor/EditorNotices';
import { FilterBar } from './FilterBar';
import { PanelStates } from './panelStates';
import { placeSections } from './repeats';
import { SectionView } from './SectionView';
import { ShortcutHelp } from './ShortcutHelp';
import { ThumbBar } from './ThumbBar';
import { useDashboardView } from './useDashboardView';
import { useShortcuts } from './useShortcuts';

interface DashboardViewProps {
  readonly warnings: readonly ImportWarning[];
}

/** The whole of a dashboard: bar, variables, rows and panels, kept fresh. */
export function DashboardView({ warnings }: DashboardViewProps) {
  const { dashboard } = useEditor();
  const variables = useVariables(dashboard);
  const [queries] = useState(() => new PanelQueries(queryBatch));
  const [states] = useState(() => new PanelStates());
  const { refresh, refreshNow } = useTimeRange();
  useAutoRefresh(refresh, () => queries.busy, refreshNow);
  const scrapeIntervalMs = useScrapeInterval();
  const { scope } = variables;
  const ready = variables.ready && scrapeIntervalMs !== undefined;
  const sections = useMemo(() => placeSections(dashboard, scope.variables), [dashboard, scope]);
  const view = useDashboardView(sections);
  const [help, setHelp] = useState(false);
  useShortcuts(view, () => setHelp(true));
  const value = useMemo(
    () => ({ dashboard, scope, scrapeIntervalMs, ready, queries, states, view }),
    [dashboard, scope, scrapeIntervalMs, ready, queries, states, view],
  );
  const loading = useSyncExternalStore(states.subscribe, states.isLoading, () => true);
  const empty = sections.every(({ panels }) => panels.length === 0);
  return (
    <DashboardContext value={value}>
      <DashboardBar dashboard={dashboard} loading={loading} />
      <main
        id="main"
        className={classes.dashboard}
        data-dashboard-uid={dashboard.uid}
        data-dashboard-state={empty || !loading ? 'ready' : 'loading'}
        data-dashboard-kiosk={view.kiosk || undefined}
        aria-busy={loading}
      >
        <FilterBar variables={variables} states={states} queries={queries} />
        <EditorNotices />
        <DashboardNotices warnings={warnings} unknownPanel={variables.ready ? view.unknownPanel : undefined} />
        {empty ? <p className={classes.empty}>This dashboard has no panels.</p> : null}
        {sections.map((section) => (
          <SectionView key={section.key} section={section} />
        ))}
      </main>
      <ThumbBar dashboard={dashboard} variables={variables} />
      <ShortcutHelp opened={help} onClose={() => setHelp(false)} />
    </DashboardContext>
  );
}
