'use client';

import { memo, useMemo } from 'react';
import type { PanelData, PanelHost, PanelType, TimeBounds } from '@/components/panels/panelType';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { useTheme } from '@/components/ui/useTheme';
import { dataLinks } from '@/lib/dashboard/dataLinks';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import type { VariableScope } from '@/lib/dashboard/variables/scope';
import { useLinkState } from './canvas/useLinkState';
import { useDashboard } from './DashboardContext';
import { DrawingBoundary } from './DrawingBoundary';
import type { PlacedPanel } from './repeats';

export interface PanelDrawingProps {
  readonly placed: PlacedPanel;
  readonly type: PanelType<unknown>;
  readonly data: PanelData;
  readonly size: { readonly width: number; readonly height: number };
  readonly scope: VariableScope;
}

const CROSSHAIR_MODES = ['off', 'crosshair', 'tooltip'] as const;

/** The component of the panel's type with parsed options and what the dashboard offers to it. */
export const PanelDrawing = memo(function PanelDrawing({ placed, type, data, size, scope }: PanelDrawingProps) {
  const { panel } = placed;
  const host = usePanelHost(scope, data.bounds);
  const options = useMemo(() => type.options.parse(panel.options), [type, panel.options]);
  const Component = type.component;
  return (
    <DrawingBoundary name={type.name} resetKey={data}>
      <Component panel={panel} options={options} data={data} size={size} host={host} />
    </DrawingBoundary>
  );
});

function usePanelHost(scope: VariableScope, bounds: TimeBounds): PanelHost {
  const { dashboard } = useDashboard();
  const { timeZone, zoomTo, zoomOut } = useTimeRange();
  const { theme } = useTheme();
  const links = useLinkState(scope, bounds);
  return useMemo(
    () => ({
      timeZone,
      theme,
      interpolate: (text) => interpolate(text, links.scope, 'text'),
      linksAt: (place) => dataLinks(place, links, timeZone),
      onZoom: zoomTo,
      onZoomOut: zoomOut,
      crosshairGroup: dashboard.uid,
      crosshairMode: CROSSHAIR_MODES[dashboard.graphTooltip],
    }),
    [timeZone, theme, links, zoomTo, zoomOut, dashboard.uid, dashboard.graphTooltip],
  );
}
