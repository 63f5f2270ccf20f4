'use client';

import { useMemo, useState } from 'react';
import { HoverTip, type HoverTipContent } from '@/components/charts/HoverTip';
import { type HoverPlace, labelWidth, TIME_AXIS_PX, TimeFrame } from '@/components/charts/TimeFrame';
import { formatText } from '@/lib/format/formatValue';
import { formatInstant } from '@/lib/time/formatTime';
import { CHART_PADDING_PX, insidePadding, panelPadding } from '../padding';
import type { PanelProps } from '../panelType';
import { ColorScale } from './ColorScale';
import { opacityRamp, schemeRamp } from './colorSchemes';
import { HeatmapCanvas } from './HeatmapCanvas';
import { colorPlace, type HeatmapModel, type HeatmapRow, heatmapModel } from './heatmapModel';
import type { HeatmapOptions } from './options';

const SCALE_PX = 26;
const LABEL_PX = 18;
const TOP_PX = 8;

function boundText(value: number, unit: string | undefined, decimals: number | undefined): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '−Inf';
  return formatText(value, {
    ...(unit === undefined ? {} : { unit }),
    ...(decimals === undefined ? {} : { decimals }),
  });
}

/** Labels of rows, as many as have room: at the upper edge of buckets, in the middle of named rows. */
function rowLabels(model: HeatmapModel, heightPx: number, reverse: boolean, textOf: (row: HeatmapRow) => string) {
  const rowPx = heightPx / Math.max(1, model.rows.length);
  const every = Math.max(1, Math.ceil(LABEL_PX / rowPx));
  return model.rows.flatMap((row, i) => {
    if (i % every !== 0) return [];
    const edge = row.to === undefined ? 0.5 : 1;
    const fromBottom = (i + edge) * rowPx;
    return [{ key: `${i} ${row.name}`, text: textOf(row), y: reverse ? fromBottom : heightPx - fromBottom }];
  });
}

/** Counts in buckets over time, as colours. */
export function HeatmapPanel({ panel, options, data, size, host }: PanelProps<HeatmapOptions>) {
  const { theme, timeZone, onZoom, onZoomOut } = host;
  const { bounds } = data;
  const [hover, setHover] = useState<HoverPlace>();
  const model = useMemo(() => heatmapModel(data.frames, options, bounds), [data.frames, options, bounds]);
  const { color, yAxis, legend } = options;
  const ramp = useMemo(
    () =>
      color.mode === 'opacity'
        ? opacityRamp(color.fill, color.steps, theme)
        : schemeRamp(color.scheme, color.steps, color.reverse, theme),
    [color, theme],
  );
  const unit = yAxis.unit ?? panel.fieldConfig.defaults.unit;
  const textOf = (row: HeatmapRow) => (row.to === undefined ? row.name : boundText(row.to, unit, yAxis.decimals));
  const inner = insidePadding(size, CHART_PADDING_PX);
  const showScale = legend.show && inner.height > 140;
  const left = labelWidth(model.rows.map(textOf), inner.width);
  const height = Math.max(10, inner.height - TOP_PX - TIME_AXIS_PX - (showScale ? SCALE_PX : 0));
  const plot = { left, top: TOP_PX, width: Math.max(10, inner.width - left - CHART_PADDING_PX), height };
  const countText = (count: number) =>
    formatText(count, options.cellValues.unit ? { unit: options.cellValues.unit } : {});
  const cell = hover === undefined ? undefined : cellAt(hover, model, plot, options, bounds);
  const tip: HoverTipContent | undefined = cell && {
    title: formatInstant(cell.timeMs, timeZone, { stepMs: model.stepMs, nowMs: bounds.toMs }),
    rows: [
      {
        name: rangeText(cell.row, (value) => boundText(value, unit, yAxis.decimals)),
        text: countText(cell.count),
        color: ramp[Math.round(colorPlace(cell.count, model, color) * (ramp.length - 1))] ?? '',
      },
    ],
  };
  return (
    <div style={panelPadding(CHART_PADDING_PX)}>
      <TimeFrame
        plot={plot}
        bounds={bounds}
        timeZone={timeZone}
        labels={rowLabels(model, height, yAxis.reverse, textOf)}
        title={`Heatmap of ${model.rows.length} rows`}
        onZoom={onZoom}
        onZoomOut={onZoomOut}
        crosshair={{ group: host.crosshairGroup, follows: host.crosshairMode !== 'off' }}
        onHover={setHover}
      >
        <HeatmapCanvas model={model} options={options} ramp={ramp} bounds={bounds} width={plot.width} height={height} />
      </TimeFrame>
      {showScale ? (
        <ColorScale
          ramp={ramp}
          low={countText(color.min ?? Math.min(0, model.min))}
          high={countText(color.max ?? model.max)}
          leftPx={left}
        />
      ) : null}
      {hover !== undefined && tip !== undefined ? <HoverTip at={hover} content={tip} /> : null}
    </div>
  );
}

function rangeText({ name, from, to }: HeatmapRow, textOf: (value: number) => string): string {
  return from === undefined || to === undefined ? name : `${textOf(from)} – ${textOf(to)}`;
}

function cellAt(
  { x, y }: HoverPlace,
  model: HeatmapModel,
  plot: { readonly width: number; readonly height: number },
  options: HeatmapOptions,
  bounds: { readonly fromMs: number; readonly toMs: number },
) {
  const { rows, times, stepMs, counts } = model;
  const fromTop = Math.min(rows.length - 1, Math.max(0, Math.floor((y / plot.height) * rows.length)));
  const index = options.yAxis.reverse ? fromTop : rows.length - 1 - fromTop;
  const row = rows[index];
  const atMs = bounds.fromMs + (x / plot.width) * (bounds.toMs - bounds.fromMs);
  const place = (atMs - (times[0] ?? 0)) / stepMs;
  const column = options.calculate ? Math.floor(place) : Math.round(place);
  const timeMs = times[column];
  const count = counts[index * times.length + column];
  if (row === undefined || timeMs === undefined || count === undefined || Number.isNaN(count)) return undefined;
  return { row, timeMs, count };
}
