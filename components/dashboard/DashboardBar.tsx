'use client';

import { RefreshControl } from '@/components/timeRange/RefreshControl';
import { TimeRangePicker } from '@/components/timeRange/TimeRangePicker';
import { TopBar } from '@/components/ui/TopBar';
import type { Dashboard } from '@/lib/dashboard/document';
import classes from './dashboard.module.css';

interface DashboardBarProps {
  readonly dashboard: Dashboard;
  readonly loading: boolean;
}

/** The top bar of a dashboard. On the phone the controls are in the bar at the thumb. */
export function DashboardBar({ dashboard, loading }: DashboardBarProps) {
  return (
    <TopBar parents={[{ href: '/dashboards', label: 'Dashboards' }]} title={dashboard.title}>
      <span className="visuallyHidden" role="status">
        {loading ? 'Loading panels' : 'All panels are up to date'}
      </span>
      <div className={classes.wideOnly}>
        <TimeRangePicker />
        <RefreshControl intervals={dashboard.refreshIntervals} />
      </div>
    </TopBar>
  );
}
