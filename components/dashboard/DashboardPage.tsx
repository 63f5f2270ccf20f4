'use client';

import { TimeRangeProvider } from '@/components/timeRange/TimeRangeContext';
import type { Dashboard } from '@/lib/dashboard/document';
import type { ImportWarning } from '@/lib/grafana/fieldReader';
import { DashboardView } from './DashboardView';

interface DashboardPageProps {
  readonly dashboard: Dashboard;
  /** What of the stored JSON is not honoured. */
  readonly warnings: readonly ImportWarning[];
}

/** A dashboard with its own time range. */
export function DashboardPage({ dashboard, warnings }: DashboardPageProps) {
  const { time, timezone, refresh } = dashboard;
  return (
    <TimeRangeProvider defaults={{ range: time, timeZone: timezone, refresh }}>
      <DashboardView dashboard={dashboard} warnings={warnings} />
    </TimeRangeProvider>
  );
}
