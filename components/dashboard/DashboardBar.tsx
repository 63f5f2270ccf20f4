'use client';

import { IconShare2 } from '@tabler/icons-react';
import { DashboardStar } from '@/components/library/DashboardStar';
import { RefreshControl } from '@/components/timeRange/RefreshControl';
import { TimeRangePicker } from '@/components/timeRange/TimeRangePicker';
import { IconButton } from '@/components/ui/IconButton';
import { TopBar } from '@/components/ui/TopBar';
import type { Dashboard } from '@/lib/dashboard/document';
import { DashboardMenu } from './canvas/DashboardMenu';
import { EditBar, UnsavedDot } from './canvas/EditBar';
import { TitleField } from './canvas/TitleField';
import { useDashboard } from './DashboardContext';
import classes from './dashboard.module.css';
import { useEditor } from './editor/EditorContext';

interface DashboardBarProps {
  readonly dashboard: Dashboard;
  readonly loading: boolean;
}

/** The top bar of a dashboard. On the phone the controls of time are in the bar at the thumb. */
export function DashboardBar({ dashboard, loading }: DashboardBarProps) {
  const { editing, info } = useEditor();
  const { view } = useDashboard();
  const folder = { href: `/dashboards/f/${encodeURIComponent(info.folderUid)}`, label: info.folderTitle };
  const parents = [{ href: '/dashboards', label: 'Dashboards' }, ...(info.folderUid === '' ? [] : [folder])];
  return (
    <TopBar
      parents={parents}
      title={dashboard.title}
      titleField={editing ? <TitleField /> : undefined}
      badge={
        <>
          {editing ? null : <DashboardStar uid={info.uid} title={dashboard.title} />}
          <UnsavedDot />
        </>
      }
    >
      <span className="visuallyHidden" role="status">
        {loading ? 'Loading panels' : 'All panels are up to date'}
      </span>
      <EditBar />
      <div className={classes.wideOnly}>
        <IconButton icon={IconShare2} label="Share dashboard" onClick={() => view.openShare()} />
        <TimeRangePicker />
        <RefreshControl intervals={dashboard.refreshIntervals} />
      </div>
      <DashboardMenu />
    </TopBar>
  );
}
