'use client';

import { useSyncExternalStore } from 'react';
import { CanvasContext } from '@/components/dashboard/canvas/CanvasContext';
import { KioskExit } from '@/components/dashboard/canvas/KioskExit';
import { useCanvasState } from '@/components/dashboard/canvas/useCanvasState';
import { DashboardContext, useDashboard } from '@/components/dashboard/DashboardContext';
import { DashboardNotices } from '@/components/dashboard/DashboardNotices';
import dashboardClasses from '@/components/dashboard/dashboard.module.css';
import { Overlays } from '@/components/dashboard/Overlays';
import { SectionView } from '@/components/dashboard/SectionView';
import { useShortcuts } from '@/components/dashboard/useShortcuts';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { Button } from '@/components/ui/Button';
import { TopBar } from '@/components/ui/TopBar';
import type { SnapshotAnswer } from '@/lib/api/responses/library';
import type { ReadSnapshot, Snapshot } from '@/lib/grafana/snapshot/snapshot';
import { formatAbsolute } from '@/lib/time/formatTime';
import { FixedVariables } from './FixedVariables';
import { SnapshotNote } from './SnapshotNote';
import classes from './snapshot.module.css';
import { useSnapshotScope } from './useSnapshotScope';

interface SnapshotViewProps {
  readonly snapshotKey: string;
  readonly meta: SnapshotAnswer['meta'];
  readonly read: ReadSnapshot;
}

/** The dashboard of a snapshot: it can be looked into and zoomed, and asks nobody for anything. */
export function SnapshotView({ snapshotKey, meta, read }: SnapshotViewProps) {
  const scope = useSnapshotScope(read.snapshot);
  const { canvas, announcement, problem } = useCanvasState(`snapshot ${snapshotKey}`);
  return (
    <DashboardContext value={scope}>
      <CanvasContext value={canvas}>
        <SnapshotFrame meta={meta} read={read} problem={problem} />
        <span className="visuallyHidden" role="status">
          {announcement}
        </span>
      </CanvasContext>
    </DashboardContext>
  );
}

interface SnapshotFrameProps extends Omit<SnapshotViewProps, 'snapshotKey'> {
  readonly problem: string | undefined;
}

function SnapshotFrame({ meta, read, problem }: SnapshotFrameProps) {
  const { dashboard, states, view, sections } = useDashboard();
  useShortcuts();
  const loading = useSyncExternalStore(states.subscribe, states.isLoading, () => true);
  const empty = sections.every(({ panels }) => panels.length === 0);
  const unknownPanel = view.unknownPanel;
  return (
    <>
      <TopBar parents={[{ href: '/dashboards', label: 'Dashboards' }]} title={dashboard.title}>
        <FixedRange snapshot={read.snapshot} />
      </TopBar>
      <main
        id="main"
        className={dashboardClasses.dashboard}
        data-dashboard-state={empty || !loading ? 'ready' : 'loading'}
        data-dashboard-kiosk={view.kiosk || undefined}
      >
        <div className={classes.head}>
          <SnapshotNote snapshot={read.snapshot} meta={meta} />
          <FixedVariables snapshot={read.snapshot} />
        </div>
        <DashboardNotices warnings={read.warnings} unknownPanel={unknownPanel} problem={problem} />
        {empty ? <p className={dashboardClasses.empty}>There was no panel on this dashboard.</p> : null}
        {sections.map((section) => (
          <SectionView key={section.key} section={section} />
        ))}
      </main>
      <Overlays />
      <KioskExit view={view} />
    </>
  );
}

/** The time range: it cannot be chosen, only looked at more closely. */
function FixedRange({ snapshot }: { readonly snapshot: Snapshot }) {
  const { bounds, timeZone, zoomOut } = useTimeRange();
  if (bounds === undefined) return null;
  const { fromMs, toMs } = snapshot.bounds;
  const zoomed = bounds.fromMs !== fromMs || bounds.toMs !== toMs;
  const from = formatAbsolute(bounds.fromMs, timeZone);
  const to = formatAbsolute(bounds.toMs, timeZone);
  return (
    <>
      {zoomed ? <Button onClick={zoomOut}>Whole range</Button> : null}
      <span className={classes.range}>
        {from} to {to}
      </span>
    </>
  );
}
