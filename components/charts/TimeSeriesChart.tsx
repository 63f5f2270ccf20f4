'use client';

import { useId, useMemo, useRef, useSyncExternalStore } from 'react';
import type { DataLink, DataPlace } from '@/lib/dashboard/dataLinks';
import { displayText } from '@/lib/dashboard/displayValue';
import type { Theme } from '@/lib/dashboard/palette';
import { Chart } from './Chart';
import { CrosshairLayer } from './CrosshairLayer';
import { type ChartModel, chartModel } from './chartModel';
import { chartOption } from './chartOption';
import { type CrosshairGroup, crosshairGroup } from './crosshair';
import { DragLayer } from './DragLayer';
import { type HoverRow, type HoverSort, hoverRows, limitRows, nearestRow, sortRows } from './hoverRows';
import { axisTextWidth } from './measureText';
import { PlotMarks } from './PlotMarks';
import { Tooltip, type TooltipContent } from './Tooltip';
import styles from './timeSeriesChart.module.css';
import { type ChartSeries, nearestIndex } from './toColumns';
import { usePlotPointer } from './usePlotPointer';

export interface TooltipSettings {
  readonly mode: 'single' | 'multi' | 'none';
  readonly sort: HoverSort;
  readonly hideZeros: boolean;
}

/** What the chart shares with the dashboard around it. */
export interface ChartHost {
  readonly timeZone: string;
  readonly theme: Theme;
  readonly crosshairGroup: string;
  readonly crosshairMode: 'off' | 'crosshair' | 'tooltip';
  readonly linksAt: (place: DataPlace) => readonly DataLink[];
  readonly onZoom?: ((bounds: { fromMs: number; toMs: number }) => void) | undefined;
  readonly onZoomOut?: (() => void) | undefined;
}

interface TimeSeriesChartProps {
  /** Series to draw; hidden ones left out. Keep the array's identity while nothing changes. */
  readonly series: readonly ChartSeries[];
  readonly bounds: { readonly fromMs: number; readonly toMs: number };
  readonly size: { readonly width: number; readonly height: number };
  readonly host: ChartHost;
  readonly tooltip: TooltipSettings;
  /** Id of a series that stands out, as for a hovered legend row. */
  readonly emphasised: string | undefined;
  /** What the chart shows, for those who cannot see it. */
  readonly label: string;
}

const MAX_ROWS = 20;

function tooltipContent(
  model: ChartModel,
  timeMs: number,
  y: number,
  settings: TooltipSettings,
  host: ChartHost,
): TooltipContent {
  const all = hoverRows(model, timeMs);
  const nearest = nearestRow(all, y);
  const wanted = settings.hideZeros ? all.filter((row) => row.value !== 0) : all;
  const rows = settings.mode === 'single' ? wanted.filter((row) => row === nearest) : sortRows(wanted, settings.sort);
  const { shown, more } = limitRows(rows, MAX_ROWS, nearest);
  const stacked =
    settings.mode === 'multi' &&
    model.series.length > 1 &&
    model.series.every((one) => one.stack?.startsWith('normal'));
  const total = stacked ? all.reduce((sum, row) => sum + row.value, 0) : undefined;
  const links = nearest === undefined ? [] : linksOf(nearest, host);
  return { timeMs, rows: shown, more, nearestId: nearest?.series.id, total, links };
}

function linksOf({ series, timeMs, value }: HoverRow, { linksAt, timeZone }: ChartHost): readonly DataLink[] {
  const { frame, field } = series;
  if (field.config.links === undefined) return [];
  const times = frame.fields.find(({ type }) => type === 'time');
  const row = times?.type === 'time' ? nearestIndex(times.values, timeMs) : 0;
  return linksAt({ frame, field, row, value, text: displayText(field.config, value, { timeZone, nowMs: timeMs }) });
}

/** The time shown in this chart's tooltip: pinned, hovered here, or hovered elsewhere when tooltips are shared. */
function useTooltipTime(
  group: CrosshairGroup,
  chartId: string,
  pinnedMs: number | null,
  shared: boolean,
): number | null {
  // Of the shared state only what this chart shows: the others are not drawn anew while the pointer is elsewhere.
  const hoveredMs = () => {
    const state = group.get();
    return state && (state.sourceId === chartId || shared) ? state.timeMs : null;
  };
  const shownMs = useSyncExternalStore(group.subscribe, hoveredMs, () => null);
  return pinnedMs ?? shownMs;
}

/** Time series on a canvas with crosshair, tooltip, thresholds and zoom. Fills exactly `size`. */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { series, bounds, size, host, tooltip, emphasised, label } = props;
  const { timeZone, theme, crosshairMode } = host;
  const chartId = useId();
  const element = useRef<HTMLDivElement>(null);
  const group = useMemo(() => crosshairGroup(host.crosshairGroup), [host.crosshairGroup]);
  const { fromMs, toMs } = bounds;
  const { width, height } = size;
  const model = useMemo(
    () =>
      chartModel({ series, bounds: { fromMs, toMs }, size: { width, height }, timeZone, measureText: axisTextWidth }),
    [series, fromMs, toMs, width, height, timeZone],
  );
  const option = useMemo(() => chartOption(model, theme, emphasised), [model, theme, emphasised]);
  const pointer = usePlotPointer({ model, group, chartId, onZoom: host.onZoom, onZoomOut: host.onZoomOut });
  const { pin, place, drag } = pointer;
  const pinnedMs = pin?.timeMs ?? null;
  const shared = crosshairMode === 'tooltip' && model.plot.height > 60;
  const timeMs = useTooltipTime(group, chartId, pinnedMs, shared);
  const inside = timeMs !== null && timeMs >= model.x.min && timeMs <= model.x.max;
  const y = pin?.y ?? place?.y ?? model.plot.top;
  const content = inside && tooltip.mode !== 'none' && !drag ? tooltipContent(model, timeMs, y, tooltip, host) : null;
  const x =
    timeMs === null ? 0 : model.plot.left + ((timeMs - model.x.min) / (model.x.max - model.x.min)) * model.plot.width;
  return (
    <div ref={element} className={styles['chart']} style={{ width, height }}>
      <Chart option={option} width={width} height={height} />
      <PlotMarks model={model} theme={theme} />
      <CrosshairLayer
        model={model}
        group={group}
        chartId={chartId}
        timeZone={timeZone}
        shared={crosshairMode !== 'off'}
        nearestId={content?.nearestId}
        pinnedMs={pinnedMs}
      />
      <DragLayer model={model} drag={drag} timeZone={timeZone} handlers={pointer.handlers} label={label} />
      {content && content.rows.length > 0 && (
        <Tooltip
          content={content}
          chart={element}
          at={{ x, y }}
          timeZone={timeZone}
          strip={place?.touch ?? false}
          onClose={pin === null ? undefined : pointer.unpin}
        />
      )}
    </div>
  );
}
