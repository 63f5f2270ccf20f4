'use client';

import { memo, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { findPanelType } from '@/components/panels/registry';
import { useElementSize } from '@/components/ui/useElementSize';
import { useInView } from '@/components/ui/useInView';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import { withVariables } from '@/lib/dashboard/variables/scope';
import { useCanvas } from './canvas/CanvasContext';
import { useLegendSwitched, withLegendSwitched } from './canvas/legendSwitches';
import { PanelCorner } from './canvas/PanelCorner';
import { PanelFailure } from './canvas/PanelFailure';
import { useDashboard } from './DashboardContext';
import { EmptyState } from './EmptyState';
import { PanelDrawing, type PanelDrawingProps } from './PanelDrawing';
import { PanelHeader } from './PanelHeader';
import classes from './panel.module.css';
import { type PanelView, viewOf } from './panelView';
import type { PlacedPanel } from './repeats';
import { Skeleton } from './Skeleton';
import { UnsupportedState } from './UnsupportedState';
import { useEmptyReason } from './useEmptyReason';
import { type PanelDataState, usePanelData } from './usePanelData';

interface PanelCardProps {
  readonly placed: PlacedPanel;
  /** One of several copies that a repetition made: it is changed where the first one stands. */
  readonly copy: boolean;
}

/** One panel: its edge, title and state around what it draws. */
export const PanelCard = memo(function PanelCard({ placed: stored, copy }: PanelCardProps) {
  const { scope, states, ready, view: page } = useDashboard();
  const { editing } = useCanvas();
  const placed = useSwitchedLegend(stored);
  const { panel, key } = placed;
  const type = findPanelType(panel.type);
  const [viewRef, inView] = useInView<HTMLElement>();
  const [bodyRef, size] = useElementSize<HTMLDivElement>();
  const loaded = usePanelData(placed, useHeldWidth(panel.id, size?.width), inView === true && type?.queries === true);
  const ownScope = useMemo(() => withVariables(scope, placed.variables), [scope, placed.variables]);
  const title = interpolate(panel.title, ownScope, 'text');
  const reason = useEmptyReason(panel, ownScope, loaded);
  const view = viewOf({ panel, type, loaded, ready, reason });
  useEffect(() => {
    const busy = inView === undefined ? 'starting' : view.state === 'loading' ? 'loading' : 'settled';
    states.report(key, inView === false ? 'outOfView' : busy);
  }, [inView, view.state, states, key]);
  useEffect(() => () => states.report(key, undefined), [states, key]);
  const viewed = page.viewed?.key === key;
  return (
    <section
      ref={viewRef}
      className={classes.panel}
      aria-label={title || panel.type}
      aria-busy={view.state === 'loading'}
      data-panel-id={panel.id}
      data-panel-key={key}
      data-panel-type={panel.type}
      data-panel-state={view.state}
      data-panel-message={view.message}
      data-transparent={panel.transparent || undefined}
    >
      {view.state === 'loading' && inView === true ? <div className={classes.progress} /> : null}
      <PanelHeader
        title={title}
        panel={panel}
        loaded={loaded}
        view={view}
        scope={ownScope}
        grip={editing && !copy && !viewed}
      />
      <PanelCorner placed={stored} title={title} viewed={viewed} />
      {view.failure !== undefined ? (
        <PanelFailure placed={stored} message={view.failure} hasData={loaded.data !== undefined} retry={loaded.retry} />
      ) : null}
      <div ref={bodyRef} className={classes.body} data-dimmed={isOld(view) || undefined}>
        <PanelContent
          placed={placed}
          view={view}
          size={size}
          loaded={loaded}
          scope={ownScope}
          visible={inView === true}
        />
      </div>
    </section>
  );
});

/** What is shown is from before the failure. */
function isOld({ failure, partial }: PanelView): boolean {
  return failure !== undefined && partial !== true;
}

/** The panel as this page shows it: the legend may be switched without changing the document. */
function useSwitchedLegend(placed: PlacedPanel): PlacedPanel {
  const { legends } = useCanvas();
  const switched = useLegendSwitched(legends, placed.panel.id);
  return useMemo(
    () => (switched ? { ...placed, panel: withLegendSwitched(placed.panel) } : placed),
    [placed, switched],
  );
}

/** While a panel is resized its data is not asked for at each width on the way. */
function useHeldWidth(panelId: number, width: number | undefined): number | undefined {
  const { drag } = useCanvas();
  const isResized = () => drag.get()?.type === 'resize' && drag.get()?.panelId === panelId;
  const resized = useSyncExternalStore(drag.subscribe, isResized, () => false);
  const [held, setHeld] = useState(width);
  if (!resized && held !== width) setHeld(width);
  return resized ? (held ?? width) : width;
}

type ContentProps = Pick<PanelDrawingProps, 'placed' | 'scope'> & {
  readonly view: PanelView;
  readonly visible: boolean;
  readonly size: { readonly width: number; readonly height: number } | undefined;
  readonly loaded: PanelDataState;
};

/** What fills the panel: a drawing, or why there is none. */
export function PanelContent({ placed, view, size, loaded, scope, visible }: ContentProps) {
  const { panel } = placed;
  const type = findPanelType(panel.type);
  if (view.state === 'unsupported' || type === undefined) return <UnsupportedState panel={panel} />;
  if (view.state === 'empty') return <EmptyState view={view} />;
  const data = loaded.data ?? (type.queries ? undefined : view.noData);
  if (data === undefined || size === undefined) {
    return visible && view.state === 'loading' ? <Skeleton type={panel.type} /> : null;
  }
  return <PanelDrawing placed={placed} type={type} size={size} data={data} scope={scope} />;
}
