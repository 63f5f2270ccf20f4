/** What a chart shows at a time: one row per series that has a sample there. Pure. */
import { type ChartModel, xToPx, yToPx } from './chartModel';
import { type ChartSeries, nearestIndex } from './toColumns';

export interface HoverRow {
  readonly series: ChartSeries;
  readonly timeMs: number;
  /** As measured. */
  readonly value: number;
  /** Place of the drawn sample in the chart, CSS pixels. */
  readonly x: number;
  readonly y: number;
}

export type HoverSort = 'none' | 'asc' | 'desc';

/** Largest distance of a sample from the crosshair: one and a half of the series' own steps. */
function reach(series: ChartSeries): number {
  const { times } = series;
  if (times.length < 2) return Number.POSITIVE_INFINITY;
  return (1.5 * ((times.at(-1) ?? 0) - (times[0] ?? 0))) / (times.length - 1);
}

/** Rows at a time in the order of the series; series without a sample near it have none. */
export function hoverRows(model: ChartModel, timeMs: number): HoverRow[] {
  const rows: HoverRow[] = [];
  model.series.forEach((series, i) => {
    if (series.style.hideFrom.tooltip) return;
    const index = nearestIndex(series.times, timeMs);
    const sampleTime = series.times[index];
    const top = series.tops[index];
    if (sampleTime === undefined || top === undefined || Number.isNaN(top)) return;
    if (Math.abs(sampleTime - timeMs) > reach(series)) return;
    const y = yToPx(model, model.axisOf[i] ?? 0, top);
    rows.push({ series, timeMs: sampleTime, value: measured(series, index), x: xToPx(model, sampleTime), y });
  });
  return rows;
}

/** The value before signs were turned or shares taken; only spanned gaps make a series differ from its field. */
function measured(series: ChartSeries, index: number): number {
  if (series.values.length === series.field.values.length) return series.field.values[index] ?? Number.NaN;
  const drawn = series.values[index] ?? Number.NaN;
  return series.style.transform === 'negative-Y' ? -drawn : drawn;
}

/** The time of the nearest sample of any series: the crosshair snaps to it. */
export function snapTime(model: ChartModel, timeMs: number): number {
  let best = Number.NaN;
  for (const { times } of model.series) {
    const time = times[nearestIndex(times, timeMs)];
    if (time === undefined) continue;
    if (!(Math.abs(best - timeMs) <= Math.abs(time - timeMs))) best = time;
  }
  return Number.isNaN(best) ? timeMs : Math.min(model.x.max, Math.max(model.x.min, best));
}

/** The row drawn nearest to a height; undefined when there is none. */
export function nearestRow(rows: readonly HoverRow[], y: number): HoverRow | undefined {
  let best: HoverRow | undefined;
  for (const row of rows) {
    if (Number.isNaN(row.y)) continue;
    if (!best || Math.abs(row.y - y) < Math.abs(best.y - y)) best = row;
  }
  return best;
}

export function sortRows(rows: readonly HoverRow[], sort: HoverSort): HoverRow[] {
  if (sort === 'none') return [...rows];
  const sign = sort === 'asc' ? 1 : -1;
  return [...rows].sort((a, b) => sign * (a.value - b.value) || 0);
}

/** Rows to show: at most `limit`, always with the nearest one among them, and how many are left out. */
export function limitRows(
  rows: readonly HoverRow[],
  limit: number,
  nearest: HoverRow | undefined,
): { shown: HoverRow[]; more: number } {
  if (rows.length <= limit) return { shown: [...rows], more: 0 };
  const shown = rows.slice(0, limit);
  if (nearest && !shown.includes(nearest)) shown[limit - 1] = nearest;
  return { shown, more: rows.length - limit };
}
