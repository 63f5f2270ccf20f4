'use client';

import dynamic from 'next/dynamic';
import { useSyncExternalStore } from 'react';
import { useVariables, type Variables } from '@/components/variables/useVariables';
import type { ImportWarning } from '@/lib/grafana/fieldReader';
import { CanvasContext } from './canvas/CanvasContext';
import { KioskExit } from './canvas/KioskExit';
import { useCanvasState } from './canvas/useCanvasState';
import { usePasteKey } from './canvas/usePasteKey';
import { DashboardBar } from './DashboardBar';
import { DashboardBody } from './DashboardBody';
import { DashboardContext, useDashboard } from './DashboardContext';
import { DashboardNotices } from './DashboardNotices';
import classes from './dashboard.module.css';
import { useEditor } from './editor/EditorContext';
import { EditorNotices } from './editor/EditorNotices';
import { FilterBar } from './FilterBar';
import { Overlays } from './Overlays';
import { ThumbBar } from './ThumbBar';
import { useDashboardScope } from './useDashboardScope';
import { useShortcuts } from './useShortcuts';

/** Loaded when it is opened: most visitors never do. */
const SettingsPage = dynamic(() =>
  import('@/components/dashboardSettings/SettingsPage').then((module) => module.SettingsPage),
);

interface DashboardViewProps {
  readonly warnings: readonly ImportWarning[];
}

/** The whole of a dashboard: bar, variables, rows and panels, kept fresh, and what can be opened in their place. */
export function DashboardView({ warnings }: DashboardViewProps) {
  const { dashboard } = useEditor();
  const variables = useVariables(dashboard);
  const scope = useDashboardScope(variables);
  const { canvas, announcement, problem } = useCanvasState(dashboard.uid);
  return (
    <DashboardContext value={scope}>
      <CanvasContext value={canvas}>
        <DashboardFrame variables={variables} warnings={warnings} problem={problem} />
        <span className="visuallyHidden" role="status">
          {announcement}
        </span>
      </CanvasContext>
    </DashboardContext>
  );
}

interface DashboardFrameProps extends DashboardViewProps {
  readonly variables: Variables;
  readonly problem: string | undefined;
}

function DashboardFrame({ variables, warnings, problem }: DashboardFrameProps) {
  const { dashboard, states, queries, view, sections } = useDashboard();
  useShortcuts();
  usePasteKey();
  const loading = useSyncExternalStore(states.subscribe, states.isLoading, () => true);
  const empty = sections.every(({ panels }) => panels.length === 0);
  return (
    <>
      <DashboardBar dashboard={dashboard} loading={loading} />
      <main
        id="main"
        className={classes.dashboard}
        data-dashboard-uid={dashboard.uid}
        data-dashboard-state={empty || !loading ? 'ready' : 'loading'}
        data-dashboard-kiosk={view.kiosk || undefined}
        aria-busy={loading}
      >
        {view.editView === undefined ? (
          <>
            <FilterBar variables={variables} states={states} queries={queries} />
            <EditorNotices />
            <DashboardNotices
              warnings={warnings}
              unknownPanel={variables.ready ? view.unknownPanel : undefined}
              problem={problem}
            />
            <DashboardBody />
          </>
        ) : (
          <SettingsPage page={view.editView} />
        )}
      </main>
      {view.editView === undefined ? <ThumbBar dashboard={dashboard} variables={variables} /> : null}
      <Overlays />
      <KioskExit view={view} />
    </>
  );
}
