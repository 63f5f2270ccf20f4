'use client';

import { RefreshControl } from '@/components/timeRange/RefreshControl';
import { TimeRangePicker } from '@/components/timeRange/TimeRangePicker';
import { TopBar } from '@/components/ui/TopBar';
import type { Dashboard } from '@/lib/dashboard/document';
import { DashboardMenu } from './canvas/DashboardMenu';
import { EditBar, UnsavedDot } from './canvas/EditBar';
import { TitleField } from './canvas/TitleField';
import classes from './dashboard.module.css';
import { useEditor } from './editor/EditorContext';

interface DashboardBarProps {
  readonly dashboard: Dashboard;
  readonly loading: boolean;
}

/** The top bar of a dashboard. On the phone the controls of time are in the bar at the thumb. */
export function DashboardBar({ dashboard, loading }: DashboardBarProps) {
  const { editing, info } = useEditor();
  const folder = { href: `/dashboards/f/${encodeURIComponent(info.folderUid)}`, label: info.folderTitle };
  const parents = [{ href: '/dashboards', label: 'Dashboards' }, ...(info.folderUid === '' ? [] : [folder])];
  return (
    <TopBar
      parents={parents}
      title={dashboard.title}
      titleField={editing ? <TitleField /> : undefined}
      badge={<UnsavedDot />}
    >
      <span className="visuallyHidden" role="status">
        {loading ? 'Loading panels' : 'All panels are up to date'}
      </span>
      <EditBar />
      <div className={classes.wideOnly}>
        <TimeRangePicker />
        <RefreshControl intervals={dashboard.refreshIntervals} />
      </div>
      <DashboardMenu />
    </TopBar>
  );
}
