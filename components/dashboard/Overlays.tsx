'use client';

import dynamic from 'next/dynamic';
import { useDashboard } from './DashboardContext';

/** Loaded when they are opened: most visitors never do. */
const ShareDialog = dynamic(() => import('@/components/share/ShareDialog').then((module) => module.ShareDialog));
const InspectDrawer = dynamic(() =>
  import('@/components/inspect/InspectDrawer').then((module) => module.InspectDrawer),
);

/** What lies over the dashboard while the address asks for it. */
export function Overlays() {
  const { kind, view } = useDashboard();
  return (
    <>
      {view.share === undefined || kind !== 'live' ? null : <ShareDialog shared={view.share} />}
      {view.inspect === undefined ? null : <InspectDrawer inspected={view.inspect} />}
    </>
  );
}
