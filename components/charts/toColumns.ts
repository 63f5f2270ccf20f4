/** Frames to the columns a chart draws. The only place that turns signs, fills gaps and aligns series for stacks. */
import { fieldColor } from '@/lib/dashboard/colors';
import { fieldDisplayName } from '@/lib/dashboard/displayName';
import { fieldBounds, numberFields } from '@/lib/dashboard/fieldConfig';
import type { Frame, NumberField } from '@/lib/dashboard/frame';
import type { Theme } from '@/lib/dashboard/palette';
import { calculate } from '@/lib/dashboard/reduce';
import { type SeriesStyle, seriesStyle } from './seriesStyle';

/** A series of a chart. `values[i]` belongs to `times[i]`; NaN is a gap. Columns are shared and never changed. */
export interface ChartSeries {
  /** Unique in the chart and the same after a refresh: what isolating and hiding refer to. */
  readonly id: string;
  readonly refId: string;
  readonly name: string;
  readonly color: string;
  /** Values as measured, for legends and tooltips. */
  readonly field: NumberField;
  /** What the field stands in. */
  readonly frame: Frame;
  /** ms since the epoch, ascending. */
  readonly times: Float64Array;
  /** Values as drawn: absent ones are NaN, the sign is turned for `negative-Y`, shares in percent stacks. */
  readonly values: Float64Array;
  /** Top of the series in its stack; the same column as `values` where it is not stacked. */
  readonly tops: Float64Array;
  readonly style: SeriesStyle;
  /** Series of one stack share their times index by index. */
  readonly stack?: string;
}

function gapsAsNaN(field: NumberField, negate: boolean): Float64Array {
  const { values, present } = field;
  if (!present && !negate) return values;
  const out = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = present && present[i] === 0 ? Number.NaN : (values[i] as number);
    out[i] = negate ? -value : value;
  }
  return out;
}

/** Drops gaps that are to be spanned: all, or those whose neighbours lie at most `spanMs` apart. */
function spanGaps(times: Float64Array, values: Float64Array, span: boolean | number): [Float64Array, Float64Array] {
  if (span === false) return [times, values];
  const kept: number[] = [];
  let i = 0;
  while (i < values.length) {
    if (!Number.isNaN(values[i])) {
      kept.push(i++);
      continue;
    }
    let end = i;
    while (end < values.length && Number.isNaN(values[end])) end++;
    const width = (times[end] ?? Number.POSITIVE_INFINITY) - (times[i - 1] ?? Number.NEGATIVE_INFINITY);
    if (typeof span === 'number' && width > span) kept.push(i);
    i = end;
  }
  if (kept.length === values.length) return [times, values];
  return [Float64Array.from(kept, (k) => times[k] as number), Float64Array.from(kept, (k) => values[k] as number)];
}

function timesOf(frame: Frame): Float64Array | undefined {
  const field = frame.fields.find((candidate) => candidate.type === 'time');
  return field?.type === 'time' ? field.values : undefined;
}

/** Number fields that have a time beside them, as series in the order of the frames. */
export function toSeries(frames: readonly Frame[], theme: Theme): ChartSeries[] {
  const seen = new Map<string, number>();
  const series: ChartSeries[] = [];
  numberFields(frames).forEach(({ field, frame }, seriesIndex) => {
    const frameTimes = timesOf(frame);
    if (!frameTimes) return;
    const style = seriesStyle(field.config.custom);
    const name = fieldDisplayName(field, frame);
    const key = `${frame.refId}\u0000${name}`;
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    const value = calculate(field, field.config.color?.seriesBy ?? 'last') ?? Number.NaN;
    const bounds = fieldBounds(field.config, [field]);
    const stacked = style.stacking.mode !== 'none' && style.drawStyle !== 'points';
    const gaps = gapsAsNaN(field, style.transform === 'negative-Y');
    const [times, values] = spanGaps(frameTimes, gaps, stacked ? false : style.spanNulls);
    series.push({
      id: `${key}\u0000${count}`,
      refId: frame.refId,
      name,
      color: fieldColor(field.config, value, { theme, seriesIndex, name, bounds }),
      field,
      frame,
      times,
      values,
      tops: values,
      style,
      ...(stacked ? { stack: `${style.stacking.mode}:${style.drawStyle}:${style.stacking.group}` } : {}),
    });
  });
  return series;
}

function sameTimes(a: Float64Array, b: Float64Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function unionOfTimes(columns: readonly Float64Array[]): Float64Array {
  const all = new Set<number>();
  for (const column of columns) for (const time of column) all.add(time);
  return Float64Array.from(all).sort();
}

/** Values at the wanted times; NaN where the series has no sample. Both columns ascending. */
function alignTo(wanted: Float64Array, times: Float64Array, values: Float64Array): Float64Array {
  const out = new Float64Array(wanted.length).fill(Number.NaN);
  let at = 0;
  for (let i = 0; i < wanted.length; i++) {
    while (at < times.length && (times[at] as number) < (wanted[i] as number)) at++;
    if (times[at] === wanted[i]) out[i] = values[at] as number;
  }
  return out;
}

/** Share of each value in the sum of magnitudes at its time, in percent. */
function toShares(columns: readonly Float64Array[]): Float64Array[] {
  const first = columns[0];
  if (!first) return [];
  const totals = new Float64Array(first.length);
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const value = column[i] as number;
      if (!Number.isNaN(value)) totals[i] = (totals[i] as number) + Math.abs(value);
    }
  }
  return columns.map((column) =>
    column.map((value, i) => (totals[i] === 0 ? 0 : (value / (totals[i] as number)) * 100)),
  );
}

/** Running sums from the first series up; positive and negative values stack apart. A gap stays a gap. */
function stackTops(columns: readonly Float64Array[]): Float64Array[] {
  const length = columns[0]?.length ?? 0;
  const above = new Float64Array(length);
  const below = new Float64Array(length);
  return columns.map((column) => {
    const tops = new Float64Array(length);
    for (let i = 0; i < length; i++) {
      const value = column[i] as number;
      const base = value < 0 ? below : above;
      if (Number.isNaN(value)) tops[i] = Number.NaN;
      else {
        base[i] = (base[i] as number) + value;
        tops[i] = base[i] as number;
      }
    }
    return tops;
  });
}

/** Series that are drawn, with those of one stack aligned and stacked in their order. */
export function stackSeries(series: readonly ChartSeries[]): ChartSeries[] {
  const stacks = new Map<string, ChartSeries[]>();
  for (const candidate of series) {
    if (candidate.stack !== undefined) stacks.set(candidate.stack, [...(stacks.get(candidate.stack) ?? []), candidate]);
  }
  const replaced = new Map<string, ChartSeries>();
  for (const [stack, members] of stacks) {
    const first = members[0];
    if (!first) continue;
    const shared = members.every((member) => sameTimes(member.times, first.times));
    const times = shared ? first.times : unionOfTimes(members.map((member) => member.times));
    const aligned = members.map((member) => (shared ? member.values : alignTo(times, member.times, member.values)));
    const columns = stack.startsWith('percent:') ? toShares(aligned) : aligned;
    const tops = stackTops(columns);
    members.forEach((member, i) => {
      replaced.set(member.id, { ...member, times, values: columns[i] ?? member.values, tops: tops[i] ?? member.tops });
    });
  }
  return series.map((candidate) => replaced.get(candidate.id) ?? candidate);
}

/** Index of the sample nearest to a time; -1 when there is none. `times` ascending. */
export function nearestIndex(times: Float64Array, timeMs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < timeMs) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return times.length > 0 ? 0 : -1;
  if (low === times.length) return low - 1;
  return (times[low] as number) - timeMs < timeMs - (times[low - 1] as number) ? low : low - 1;
}
