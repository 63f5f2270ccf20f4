'use client';

import { useMemo } from 'react';
import { CanvasContext } from '@/components/dashboard/canvas/CanvasContext';
import { useCanvasState } from '@/components/dashboard/canvas/useCanvasState';
import { DashboardContext } from '@/components/dashboard/DashboardContext';
import { EditorContext, useEditor } from '@/components/dashboard/editor/EditorContext';
import { readOnlyEditor } from '@/components/dashboard/editor/readOnlyEditor';
import { PanelCard } from '@/components/dashboard/PanelCard';
import { useDashboardScope } from '@/components/dashboard/useDashboardScope';
import { TimeRangeProvider } from '@/components/timeRange/TimeRangeContext';
import { useVariables } from '@/components/variables/useVariables';
import type { Dashboard } from '@/lib/dashboard/document';
import classes from './solo.module.css';

interface SoloPageProps {
  readonly dashboard: Dashboard;
  /** Key or id of the panel; '' when the address names none. */
  readonly panelKey: string;
}

/** One panel alone, to be shown in a frame of another page. It refreshes only when the address says so. */
export function SoloPage({ dashboard, panelKey }: SoloPageProps) {
  const editor = useMemo(() => readOnlyEditor(dashboard), [dashboard]);
  const { time, timezone } = dashboard;
  return (
    <EditorContext value={editor}>
      <TimeRangeProvider defaults={{ range: time, timeZone: timezone, refresh: '' }}>
        <SoloPanel panelKey={panelKey} />
      </TimeRangeProvider>
    </EditorContext>
  );
}

function SoloPanel({ panelKey }: Pick<SoloPageProps, 'panelKey'>) {
  const { dashboard } = useEditor();
  const variables = useVariables(dashboard);
  const scope = useDashboardScope(variables, 'solo');
  const { canvas } = useCanvasState(dashboard.uid);
  const placed = scope.view.find(panelKey);
  return (
    <DashboardContext value={scope}>
      <CanvasContext value={canvas}>
        <main id="main" className={classes.solo}>
          {placed !== undefined ? (
            <PanelCard placed={placed} copy />
          ) : variables.ready ? (
            <p className={classes.missing} role="alert">
              {panelKey === ''
                ? 'The address names no panel: add panelId=… to it.'
                : `The dashboard “${dashboard.title}” has no panel ${panelKey}.`}
            </p>
          ) : null}
        </main>
      </CanvasContext>
    </DashboardContext>
  );
}
