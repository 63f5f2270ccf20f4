/** A laid-out chart as ECharts options. */
import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { withAlpha } from '@/lib/dashboard/colorMath';
import type { Theme } from '@/lib/dashboard/palette';
import { timeAxisOption, valueAxisOption } from './axisOption';
import type { ChartModel } from './chartModel';
import { flatData, graphic } from './echarts';
import { bandSeries } from './fillBelow';
import { schemeStroke } from './schemeStroke';
import type { ChartSeries } from './toColumns';
import { FONT_FAMILY, tokens } from './tokens';
import { toAxisSpace, type ValueAxis } from './valueAxis';

export type ChartOption = ComposeOption<LineSeriesOption | BarSeriesOption | GridComponentOption>;
type SeriesOption = LineSeriesOption | BarSeriesOption;

const DIMENSIONS = ['time', 'value'];

/** `[t, v, t, v, …]` with values in axis space; ECharts reads it without making an object per point. */
export function flatColumn(times: Float64Array, values: Float64Array, axis: ValueAxis | undefined): Float64Array {
  const flat = new Float64Array(times.length * 2);
  const log = axis?.logBase === undefined ? undefined : axis;
  for (let i = 0; i < times.length; i++) {
    const value = values[i] as number;
    flat[2 * i] = times[i] as number;
    flat[2 * i + 1] = Number.isFinite(value) ? (log ? toAxisSpace(log, value) : value) : Number.NaN;
  }
  return flat;
}

/** Single samples between gaps: a line cannot show them, so they get points. */
function isolatedPoints(times: Float64Array, values: Float64Array, axis: ValueAxis | undefined): Float64Array {
  const picked: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const alone = Number.isNaN(values[i - 1] ?? Number.NaN) && Number.isNaN(values[i + 1] ?? Number.NaN);
    if (alone && !Number.isNaN(values[i])) picked.push(i);
  }
  const pick = (column: Float64Array) => Float64Array.from(picked, (i) => column[i] as number);
  return flatColumn(pick(times), pick(values), axis);
}

function dashOf(series: ChartSeries): 'solid' | number[] {
  const { lineStyle } = series.style;
  if (lineStyle?.fill === 'dash') return lineStyle.dash ?? [10, 10];
  return lineStyle?.fill === 'dot' ? (lineStyle.dash ?? [0, 8]) : 'solid';
}

/** 1 is drawn as 1.25: at density 1 a line of exactly one pixel looks broken on slopes. */
function widthOf(series: ChartSeries): number {
  const { lineWidth } = series.style;
  return lineWidth === 1 ? 1.25 : lineWidth;
}

function areaColor(series: ChartSeries): NonNullable<LineSeriesOption['areaStyle']>['color'] {
  const { fillOpacity, gradientMode } = series.style;
  const opacity = fillOpacity / 100;
  if (series.stack !== undefined && gradientMode === 'none') return withAlpha(series.color, opacity);
  const soft = gradientMode === 'none' && fillOpacity > 50;
  const [top, bottom] = soft ? [opacity, opacity] : [Math.min(0.6, opacity * 1.4), 0.015];
  // The strong end lies at the line, which hangs below the area of a turned series.
  const [from, to] = series.style.transform === 'negative-Y' ? [bottom, top] : [top, bottom];
  return new graphic.LinearGradient(0, 0, 0, 1, [
    { offset: 0, color: withAlpha(series.color, from) },
    { offset: 1, color: withAlpha(series.color, to) },
  ]);
}

function interpolation(series: ChartSeries): Pick<LineSeriesOption, 'smooth' | 'smoothMonotone' | 'step'> {
  switch (series.style.lineInterpolation) {
    case 'smooth':
      return { smooth: 0.4, smoothMonotone: 'x' };
    case 'stepBefore':
      return { step: 'start' };
    case 'stepAfter':
      return { step: 'end' };
    default:
      return {};
  }
}

/** Average distance of the samples of a series in pixels. */
function pxPerSample(model: ChartModel, series: ChartSeries): number {
  const first = series.times[0] ?? 0;
  const last = series.times.at(-1) ?? 0;
  const widthPx = ((last - first) / (model.x.max - model.x.min)) * model.plot.width;
  return series.times.length > 1 ? widthPx / (series.times.length - 1) : model.plot.width;
}

interface SeriesContext {
  readonly model: ChartModel;
  readonly index: number;
  readonly theme: Theme;
  /** 1, or less while another series is emphasised. */
  readonly opacity: number;
  readonly emphasised: boolean;
}

function lineSeries(series: ChartSeries, context: SeriesContext): LineSeriesOption {
  const { model, index, theme, opacity, emphasised } = context;
  const axisIndex = model.axisOf[index] ?? 0;
  const { style, stack } = series;
  const spacing = pxPerSample(model, series);
  const onlyPoints = style.drawStyle === 'points';
  const showSymbol = onlyPoints || style.showPoints === 'always' || (style.showPoints === 'auto' && spacing > 24);
  const step = style.lineInterpolation === 'linear' && !showSymbol ? spacing : 1;
  // Logarithms below one are negative: zero lies above them, the area belongs below.
  const origin = model.axes[axisIndex]?.logBase === undefined ? 'auto' : 'start';
  const stroke = schemeStroke(series, model, axisIndex, theme) ?? series.color;
  return {
    type: 'line',
    id: series.id,
    yAxisIndex: axisIndex,
    dimensions: DIMENSIONS,
    data: flatData(flatColumn(series.times, series.values, model.axes[axisIndex])),
    ...(stack === undefined ? {} : { stack }),
    ...(step < 0.25 ? { sampling: 'lttb' } : {}),
    ...interpolation(series),
    connectNulls: stack !== undefined && style.spanNulls === true,
    showSymbol,
    showAllSymbol: true,
    symbol: 'circle',
    symbolSize: style.pointSize,
    itemStyle: { color: stroke, opacity },
    lineStyle: {
      color: stroke,
      width: onlyPoints ? 0 : emphasised ? Math.max(2, widthOf(series)) : widthOf(series),
      type: dashOf(series),
      join: 'round',
      cap: style.lineStyle?.fill === 'dot' ? 'round' : 'butt',
      opacity,
    },
    ...(style.fillOpacity > 0 && !onlyPoints && style.fillBelowTo === undefined
      ? { areaStyle: { color: areaColor(series), opacity, origin } }
      : {}),
    emphasis: { disabled: true },
    silent: true,
    z: emphasised ? 4 : 3,
  };
}

function pointSeries(series: ChartSeries, context: SeriesContext): LineSeriesOption | undefined {
  const { model, index, opacity } = context;
  if (series.style.drawStyle !== 'line' || series.style.showPoints === 'always') return undefined;
  const axisIndex = model.axisOf[index] ?? 0;
  const data = isolatedPoints(series.times, series.tops, model.axes[axisIndex]);
  if (data.length === 0) return undefined;
  return {
    type: 'line',
    id: `${series.id}\u0000points`,
    yAxisIndex: axisIndex,
    dimensions: DIMENSIONS,
    data: flatData(data),
    showSymbol: true,
    showAllSymbol: true,
    symbol: 'circle',
    symbolSize: Math.max(4, Math.min(series.style.pointSize, 6)),
    itemStyle: { color: series.color, opacity },
    lineStyle: { width: 0 },
    emphasis: { disabled: true },
    silent: true,
  };
}

function barSeries(series: ChartSeries, context: SeriesContext): BarSeriesOption {
  const { model, index, opacity } = context;
  const axisIndex = model.axisOf[index] ?? 0;
  const { style, stack } = series;
  const alpha = Math.max(0.3, style.fillOpacity / 100);
  return {
    type: 'bar',
    id: series.id,
    yAxisIndex: axisIndex,
    dimensions: DIMENSIONS,
    data: flatData(flatColumn(series.times, series.values, model.axes[axisIndex])),
    ...(stack === undefined ? {} : { stack }),
    barWidth: Math.max(1, Math.min(60, pxPerSample(model, series) * style.barWidthFactor)),
    barGap: '-100%',
    itemStyle: {
      color: withAlpha(series.color, alpha),
      borderColor: series.color,
      borderWidth: style.lineWidth > 0 && pxPerSample(model, series) > 6 ? 1 : 0,
      opacity,
    },
    emphasis: { disabled: true },
    silent: true,
  };
}

/** Options of a chart; `emphasised` is the id of the series that stands out, the others fade. */
export function chartOption(model: ChartModel, theme: Theme, emphasised?: string): ChartOption {
  const colors = tokens[theme];
  const focus = model.series.some((series) => series.id === emphasised) ? emphasised : undefined;
  const series: SeriesOption[] = bandSeries(model);
  model.series.forEach((one, index) => {
    const isFocus = one.id === focus;
    const context = { model, index, theme, opacity: focus && !isFocus ? 0.3 : 1, emphasised: isFocus };
    series.push(one.style.drawStyle === 'bars' ? barSeries(one, context) : lineSeries(one, context));
    const points = pointSeries(one, context);
    if (points) series.push(points);
  });
  const { left, top, width, height } = model.plot;
  const yAxis = model.axes.length > 0 ? model.axes.map((axis) => valueAxisOption(axis, colors)) : [{ show: false }];
  return {
    animation: false,
    textStyle: { fontFamily: FONT_FAMILY },
    grid: { left, top, width, height, outerBoundsMode: 'none' },
    xAxis: timeAxisOption(model, colors),
    yAxis,
    series,
  };
}
