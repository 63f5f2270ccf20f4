'use client';

import { useMemo, useState, useSyncExternalStore } from 'react';
import { crosshairGroup } from '@/components/charts/crosshair';
import { Legend } from '@/components/charts/Legend';
import { legendItems, toggleSeries } from '@/components/charts/legendItems';
import { liveLegend } from '@/components/charts/liveLegend';
import { TimeSeriesChart } from '@/components/charts/TimeSeriesChart';
import { type ChartSeries, toSeries } from '@/components/charts/toColumns';
import { CHART_PADDING_PX, insidePadding, panelPadding } from '../padding';
import type { PanelProps } from '../panelType';
import { legendLayout } from './legendLayout';
import { NoTimes } from './NoTimes';
import type { TimeSeriesOptions } from './options';
import styles from './timeseries.module.css';

const NONE: ReadonlySet<string> = new Set();

/** Legends longer than this do not follow the crosshair of other panels. */
const LIVE_LEGEND_ROWS = 60;

interface LegendBoxProps extends PanelProps<TimeSeriesOptions> {
  readonly series: readonly ChartSeries[];
  readonly hidden: ReadonlySet<string>;
  readonly setHidden: (hidden: ReadonlySet<string>) => void;
  readonly setEmphasised: (id: string | undefined) => void;
  readonly columns: number | undefined;
}

/** The legend with its own subscription to the crosshair, so that hovering does not render the chart. */
function LegendBox(props: LegendBoxProps) {
  const { series, options, host, hidden, setHidden, setEmphasised, data, columns } = props;
  const { timeZone } = host;
  const { calcs, displayMode, asTable, sortBy, sortDesc } = options.legend;
  const group = useMemo(() => crosshairGroup(host.crosshairGroup), [host.crosshairGroup]);
  const state = useSyncExternalStore(group.subscribe, group.get, () => null);
  const nowMs = data.bounds.toMs;
  const items = useMemo(() => legendItems(series, calcs, { timeZone, nowMs }), [series, calcs, timeZone, nowMs]);
  const follows = items.length <= LIVE_LEGEND_ROWS && host.crosshairMode !== 'off';
  const live = state && follows ? liveLegend(series, state.timeMs, { timeZone, nowMs }) : null;
  const ids = useMemo(() => items.map((item) => item.series.id), [items]);
  return (
    <Legend
      items={items}
      calcs={calcs}
      mode={displayMode === 'table' || asTable ? 'table' : 'list'}
      sort={{ by: sortBy, descending: sortDesc }}
      hidden={hidden}
      columns={columns}
      live={live}
      actions={{
        onToggle: (id, single) => setHidden(toggleSeries(hidden, ids, id, single)),
        onHover: setEmphasised,
      }}
    />
  );
}

export function TimeSeriesPanel(props: PanelProps<TimeSeriesOptions>) {
  const { options, data, size, host, panel } = props;
  const { theme } = host;
  const series = useMemo(() => toSeries(data.frames, theme), [data.frames, theme]);
  const saved = useMemo(() => new Set(series.filter((one) => one.style.hideFrom.viz).map((one) => one.id)), [series]);
  const [clicked, setClicked] = useState<ReadonlySet<string> | null>(null);
  const [emphasised, setEmphasised] = useState<string>();
  const hidden = clicked ?? (saved.size > 0 ? saved : NONE);
  const drawn = useMemo(
    () => (hidden.size === 0 ? series : series.filter((one) => !hidden.has(one.id))),
    [series, hidden],
  );
  const { width, height } = insidePadding(size, CHART_PADDING_PX);
  const layout = useMemo(
    () => legendLayout(options.legend, series, { width, height }),
    [options.legend, series, width, height],
  );
  if (series.length === 0 && data.frames.some(({ length }) => length > 0)) return <NoTimes frames={data.frames} />;
  return (
    <div
      className={layout.placement === 'right' ? styles['sideBySide'] : styles['stacked']}
      style={panelPadding(CHART_PADDING_PX)}
    >
      <TimeSeriesChart
        series={drawn}
        bounds={data.bounds}
        size={layout.chart}
        host={host}
        tooltip={options.tooltip}
        emphasised={emphasised}
        label={`${panel.title || 'Time series'}, ${series.length} series. Arrow keys move along the samples.`}
      />
      {layout.placement !== 'none' && (
        <div
          className={styles['legend']}
          style={layout.placement === 'right' ? { width: layout.legendPx } : { height: layout.legendPx }}
        >
          <LegendBox
            {...props}
            columns={layout.columns}
            series={series}
            hidden={hidden}
            setHidden={setClicked}
            setEmphasised={setEmphasised}
          />
        </div>
      )}
    </div>
  );
}
