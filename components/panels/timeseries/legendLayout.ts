/** How a time series panel divides its size between chart and legend. Estimated, so that nothing is laid out twice. */
import { legendItems } from '@/components/charts/legendItems';
import { axisTextWidth } from '@/components/charts/measureText';
import type { ChartSeries } from '@/components/charts/toColumns';
import { calcTitle } from '@/lib/dashboard/reduce';
import type { TimeSeriesOptions } from './options';

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface LegendLayout {
  readonly placement: 'none' | 'bottom' | 'right';
  readonly chart: Size;
  /** Width at the right, height at the bottom. */
  readonly legendPx: number;
  /** Columns of a list that needs more than one row. */
  readonly columns?: number | undefined;
}

const ROW_PX = 20;
const TABLE_ROW_PX = 22;
const GAP_PX = 4;
const SIDE_GAP_PX = 14;
const VALUE_PX = 64;
const MIN_COLUMN_PX = 56;
/** Between the columns of a table, and the mark of the sorted one. */
const COLUMN_GAP_PX = 24;
/** Rows that are looked at for the width of columns. */
const SAMPLE_ROWS = 100;
/** Below this height or width a legend would leave no chart. */
const MIN_HEIGHT = 110;
const MIN_SIDE_WIDTH = 440;

/** 12 px text is about 9 % wider than the 11 px of the axis. */
const textWidth = (text: string): number => axisTextWidth(text.length > 60 ? text.slice(0, 60) : text) * 1.1;

interface ListShape {
  readonly rows: number;
  /** Set when one row is not enough: then all items get equal columns, so that pairs line up. */
  readonly columns?: number;
}

function listShape(series: readonly ChartSeries[], calcs: number, width: number): ListShape {
  // Beyond a hundred the legend scrolls anyway.
  const wanted = series.slice(0, 100).map((one) => Math.min(width, 26 + textWidth(one.name) + calcs * VALUE_PX));
  if (wanted.reduce((sum, one) => sum + one + SIDE_GAP_PX, -SIDE_GAP_PX) <= width) return { rows: 1 };
  const widest = Math.max(...wanted);
  const columns = Math.max(1, Math.min(series.length, Math.floor((width + SIDE_GAP_PX) / (widest + SIDE_GAP_PX))));
  const rows = Math.ceil(series.length / columns);
  // As many rows with fewer columns reads better: 4 items in 2 × 2, not 3 and 1.
  return { rows, columns: Math.ceil(series.length / rows) };
}

/** Widths of the calculated values, as wide as the widest of each. */
function valueWidths(series: readonly ChartSeries[], { calcs }: TimeSeriesOptions['legend']): number {
  const items = legendItems(series.slice(0, SAMPLE_ROWS), calcs, { timeZone: 'utc', nowMs: 0 });
  return calcs.reduce((sum, calc, column) => {
    const texts = [calcTitle(calc), ...items.map(({ texts }) => texts[column] ?? '')];
    const widest = texts.reduce((most, text) => Math.max(most, textWidth(text)), 0);
    return sum + Math.max(MIN_COLUMN_PX, widest + COLUMN_GAP_PX);
  }, 0);
}

function sideWidth(series: readonly ChartSeries[], legend: TimeSeriesOptions['legend'], width: number): number {
  if (legend.width) return Math.min(legend.width, width * 0.6);
  const isTable = legend.displayMode === 'table' || legend.asTable;
  const widest = series.slice(0, SAMPLE_ROWS).reduce((most, one) => Math.max(most, textWidth(one.name)), 40);
  const columns = isTable ? valueWidths(series, legend) : legend.calcs.length * VALUE_PX;
  return Math.round(Math.min(width * 0.45, widest + 30 + columns));
}

/** The legend moves below the chart where the panel is too narrow for both, and goes where it is too low. */
export function legendLayout(
  legend: TimeSeriesOptions['legend'],
  series: readonly ChartSeries[],
  size: Size,
): LegendLayout {
  const { width, height } = size;
  const none: LegendLayout = { placement: 'none', chart: size, legendPx: 0 };
  if (!legend.showLegend || legend.displayMode === 'hidden' || height < MIN_HEIGHT) return none;
  if (legend.placement === 'right' && width >= MIN_SIDE_WIDTH) {
    const legendPx = sideWidth(series, legend, width);
    return { placement: 'right', chart: { width: width - legendPx - SIDE_GAP_PX, height }, legendPx };
  }
  const isTable = legend.displayMode === 'table' || legend.asTable;
  const shape = isTable ? undefined : listShape(series, legend.calcs.length, width);
  const wanted = shape ? shape.rows * ROW_PX : (series.length + 1) * TABLE_ROW_PX;
  const legendPx = Math.round(Math.min(wanted + 2, Math.max(ROW_PX + 2, height * 0.4)));
  return {
    placement: 'bottom',
    chart: { width, height: height - legendPx - GAP_PX },
    legendPx,
    columns: shape?.columns,
  };
}
