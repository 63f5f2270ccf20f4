/** Everything about a time series chart that can be worked out before it is drawn. Pure: text widths come in. */
import { type TimeTick, timeTicks } from '@/lib/time/axisTicks';
import { type ChartSeries, stackSeries } from './toColumns';
import { axisKey, toAxisSpace, type ValueAxis, valueAxis } from './valueAxis';

export interface PlotRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface ChartModel {
  /** Drawn series, stacked; `axisOf[i]` is the index of the axis of `series[i]`. */
  readonly series: readonly ChartSeries[];
  readonly axisOf: readonly number[];
  readonly axes: readonly ValueAxis[];
  readonly x: { readonly min: number; readonly max: number; readonly ticks: readonly TimeTick[] };
  /** The area of the data in CSS pixels within the chart. */
  readonly plot: PlotRect;
  readonly size: { readonly width: number; readonly height: number };
}

export interface ChartInput {
  readonly series: readonly ChartSeries[];
  readonly bounds: { readonly fromMs: number; readonly toMs: number };
  readonly size: { readonly width: number; readonly height: number };
  readonly timeZone: string;
  /** Width of a text in the axis font in CSS pixels. */
  readonly measureText: (text: string) => number;
}

const MARGIN = { top: 8, bottom: 22, right: 10, labelGap: 7, edge: 2 };
const MIN_LEFT = 34;
const MIN_PLOT = 20;

function placeAxes(series: readonly ChartSeries[]): { keys: string[]; sides: ValueAxis['side'][] } {
  const keys = [...new Set(series.map(axisKey))];
  let shownLeft = false;
  let shownRight = false;
  const sides = keys.map((key): ValueAxis['side'] => {
    const placement = key.slice(0, key.indexOf('\u0000'));
    if (placement === 'hidden') return 'hidden';
    const side = placement === 'right' || (placement === 'auto' && shownLeft) ? 'right' : 'left';
    // A third scale would have no place of its own; it is drawn to scale, without labels.
    if (side === 'left' ? shownLeft : shownRight) return 'hidden';
    if (side === 'left') shownLeft = true;
    else shownRight = true;
    return side;
  });
  return { keys, sides };
}

function sideWidth(axes: readonly ValueAxis[], side: 'left' | 'right', measureText: (text: string) => number): number {
  let widest = 0;
  for (const axis of axes) {
    if (axis.side === side) for (const text of axis.texts) widest = Math.max(widest, measureText(text));
  }
  return widest === 0 ? 0 : Math.ceil(widest) + MARGIN.labelGap + MARGIN.edge;
}

/** Lays out a chart. Hidden series must be left out of `series` by the caller. */
export function chartModel(input: ChartInput): ChartModel {
  const { bounds, size, timeZone, measureText } = input;
  const series = stackSeries(input.series);
  const { keys, sides } = placeAxes(series);
  const height = Math.max(MIN_PLOT, size.height - MARGIN.top - MARGIN.bottom);
  const gridAxis = Math.max(0, sides.indexOf('left'));
  const axes = keys.map((key, i) =>
    valueAxis({
      members: series.filter((candidate) => axisKey(candidate) === key),
      side: sides[i] ?? 'hidden',
      heightPx: height,
      timeZone,
      showGrid: i === gridAxis,
    }),
  );
  const left = Math.max(sides.includes('left') ? MIN_LEFT : MARGIN.right, sideWidth(axes, 'left', measureText));
  const right = Math.max(MARGIN.right, sideWidth(axes, 'right', measureText));
  const width = Math.max(MIN_PLOT, size.width - left - right);
  const plot = { left, top: MARGIN.top, width, height };
  const x = { min: bounds.fromMs, max: bounds.toMs };
  const gap = Math.max(size.width < 420 ? 56 : 72, 0);
  const ticks = timeTicks(bounds, timeZone, width, gap).filter((tick) => {
    const center = left + ((tick.timeMs - x.min) / (x.max - x.min)) * width;
    const half = measureText(tick.text) / 2 + 1;
    return center + half <= size.width && center - half >= 0;
  });
  return { series, axisOf: series.map((one) => keys.indexOf(axisKey(one))), axes, x: { ...x, ticks }, plot, size };
}

/** Time → pixel from the chart's left edge. */
export function xToPx(model: ChartModel, timeMs: number): number {
  return model.plot.left + ((timeMs - model.x.min) / (model.x.max - model.x.min)) * model.plot.width;
}

export function pxToX(model: ChartModel, px: number): number {
  return model.x.min + ((px - model.plot.left) / model.plot.width) * (model.x.max - model.x.min);
}

/** Value on an axis → pixel from the chart's top edge; NaN where the axis has no place for it. */
export function yToPx(model: ChartModel, axisIndex: number, value: number): number {
  const axis = model.axes[axisIndex];
  if (!axis) return Number.NaN;
  const ratio = (toAxisSpace(axis, value) - axis.min) / (axis.max - axis.min);
  return model.plot.top + (1 - ratio) * model.plot.height;
}
