'use client';

import type { ReactNode } from 'react';
import { useRememberRecent } from '@/components/shell/recents';
import { TimeRangeProvider } from '@/components/timeRange/TimeRangeContext';
import type { Dashboard } from '@/lib/dashboard/document';
import type { ImportWarning } from '@/lib/grafana/fieldReader';
import { DashboardView } from './DashboardView';
import { type StoredInfo, useEditor } from './editor/EditorContext';
import { EditorDialogs } from './editor/EditorDialogs';
import { EditorProvider } from './editor/EditorProvider';

interface DashboardPageProps {
  readonly dashboard: Dashboard;
  /** What of the stored JSON is not honoured. */
  readonly warnings: readonly ImportWarning[];
  readonly info: StoredInfo;
}

/** A dashboard with its draft and its own time range. */
export function DashboardPage({ dashboard, warnings, info }: DashboardPageProps) {
  useRememberRecent(info.uid, dashboard.title);
  return (
    <EditorProvider dashboard={dashboard} info={info}>
      <DashboardTimeRange>
        <DashboardView warnings={warnings} />
        <EditorDialogs />
      </DashboardTimeRange>
    </EditorProvider>
  );
}

/** The time range of the draft, where the address says nothing. */
function DashboardTimeRange({ children }: { readonly children: ReactNode }) {
  const { time, timezone, refresh } = useEditor().dashboard;
  return <TimeRangeProvider defaults={{ range: time, timeZone: timezone, refresh }}>{children}</TimeRangeProvider>;
}
