/** A heatmap's cells: columns of times, rows of buckets, a count in each. Pure. */
import { fieldDisplayName } from '@/lib/dashboard/displayName';
import { numberFields } from '@/lib/dashboard/fieldConfig';
import type { Frame, NumberField } from '@/lib/dashboard/frame';
import type { HeatmapOptions } from './options';

export interface HeatmapRow {
  readonly name: string;
  /** Bounds of the bucket; undefined where rows only have names. */
  readonly from?: number;
  readonly to?: number;
}

export interface HeatmapModel {
  /** Start of each column, ms; ascending and `stepMs` apart. */
  readonly times: Float64Array;
  readonly stepMs: number;
  /** From the bottom up. */
  readonly rows: readonly HeatmapRow[];
  /** Row by row: `counts[row * times.length + column]`; NaN where there is nothing. */
  readonly counts: Float64Array;
  readonly min: number;
  readonly max: number;
}

const MAX_ROWS = 500;
const MAX_COLUMNS = 2000;
const DEFAULT_ROWS = 20;
const DEFAULT_COLUMNS = 60;

function timesOf(frame: Frame): Float64Array | undefined {
  const field = frame.fields.find(({ type }) => type === 'time');
  return field?.type === 'time' ? field.values : undefined;
}

interface Series {
  readonly name: string;
  readonly field: NumberField;
  readonly times: Float64Array;
}

function seriesOf(frames: readonly Frame[]): Series[] {
  return numberFields(frames).flatMap(({ field, frame }) => {
    const times = timesOf(frame);
    return times === undefined ? [] : [{ name: fieldDisplayName(field, frame), field, times }];
  });
}

function valueAt({ field }: Series, i: number): number {
  return field.present?.[i] === 0 ? Number.NaN : (field.values[i] ?? Number.NaN);
}

/** The upper bound that a label or name says: `0.5`, `+Inf`, `5ms` is none. */
function boundOf({ name, field }: Series): number | undefined {
  const text = field.labels?.['le'] ?? name;
  if (/^\+?inf$/i.test(text.trim())) return Number.POSITIVE_INFINITY;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isNaN(number) ? undefined : number;
}

function extent(counts: Float64Array, least: number): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const count of counts) {
    if (!(count > least) || !Number.isFinite(count)) continue;
    if (count < min) min = count;
    if (count > max) max = count;
  }
  return min <= max ? { min, max } : { min: 0, max: 1 };
}

/** Series that are buckets already: a row for each, by their bounds where they have some. */
function fromBuckets(all: readonly Series[], leastCount: number): HeatmapModel {
  const bounded = all.map((one) => ({ one, to: boundOf(one) }));
  const ordered = bounded.every(({ to }) => to !== undefined);
  if (ordered) bounded.sort((a, b) => (a.to ?? 0) - (b.to ?? 0));
  const shown = bounded.slice(0, MAX_ROWS);
  const times = shown.reduce<Float64Array>(
    (most, { one }) => (one.times.length > most.length ? one.times : most),
    new Float64Array(0),
  );
  const columnOf = new Map<number, number>();
  times.forEach((timeMs, column) => {
    columnOf.set(timeMs, column);
  });
  const counts = new Float64Array(shown.length * times.length).fill(Number.NaN);
  shown.forEach(({ one }, row) => {
    for (let i = 0; i < one.times.length; i++) {
      const column = columnOf.get(one.times[i] as number);
      if (column !== undefined) counts[row * times.length + column] = valueAt(one, i);
    }
  });
  const rows = shown.map(({ one, to }, row): HeatmapRow => {
    if (!ordered || to === undefined) return { name: one.name };
    return { name: one.name, from: shown[row - 1]?.to ?? Number.NEGATIVE_INFINITY, to };
  });
  return { times, stepMs: stepOf(times), rows, counts, ...extent(counts, leastCount) };
}

function stepOf(times: Float64Array): number {
  return times.length > 1 ? ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (times.length - 1) : 60_000;
}

/** A round number of a size near the one wanted: 1, 2 or 5 times a power of ten. */
function roundSize(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 5, 10].find((one) => one * power >= size) ?? 10;
  return factor * power;
}

/** Values of plain series counted into buckets of value and time. */
function fromValues(
  all: readonly Series[],
  options: HeatmapOptions,
  bounds: { fromMs: number; toMs: number },
): HeatmapModel {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const one of all) {
    for (let i = 0; i < one.times.length; i++) {
      const value = valueAt(one, i);
      if (!Number.isFinite(value)) continue;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  if (!(least <= most))
    return { times: new Float64Array(0), stepMs: 60_000, rows: [], counts: new Float64Array(0), min: 0, max: 1 };
  const { xBuckets, yBuckets } = options.calculation;
  const wantedRows = yBuckets?.mode === 'count' && Number(yBuckets.value) >= 1 ? Number(yBuckets.value) : DEFAULT_ROWS;
  const asked = yBuckets?.mode === 'size' ? Number(yBuckets.value) : Number.NaN;
  const size =
    asked > 0 && (most - least) / asked < MAX_ROWS
      ? asked
      : roundSize((most - least || Math.abs(most) || 1) / Math.min(MAX_ROWS, wantedRows));
  const floor = Math.floor(least / size);
  const rowCount = Math.min(MAX_ROWS, Math.floor(most / size) - floor + 1);
  const wantedColumns =
    xBuckets?.mode === 'count' && Number(xBuckets.value) >= 1 ? Number(xBuckets.value) : DEFAULT_COLUMNS;
  const columns = Math.min(MAX_COLUMNS, Math.round(wantedColumns));
  const stepMs = Math.max(1, (bounds.toMs - bounds.fromMs) / columns);
  const times = Float64Array.from({ length: columns }, (_, i) => bounds.fromMs + i * stepMs);
  const counts = new Float64Array(rowCount * columns);
  for (const one of all) {
    for (let i = 0; i < one.times.length; i++) {
      const value = valueAt(one, i);
      const column = Math.min(columns - 1, Math.floor(((one.times[i] as number) - bounds.fromMs) / stepMs));
      const row = Math.floor(value / size) - floor;
      if (!Number.isFinite(value) || column < 0 || row < 0 || row >= rowCount) continue;
      counts[row * columns + column] = (counts[row * columns + column] ?? 0) + 1;
    }
  }
  const rows = Array.from({ length: rowCount }, (_, row): HeatmapRow => {
    const from = Number(((floor + row) * size).toPrecision(12));
    const to = Number(((floor + row + 1) * size).toPrecision(12));
    return { name: String(to), from, to };
  });
  return { times, stepMs, rows, counts, ...extent(counts, 0) };
}

/** Cells of a panel's frames. Frames without a time make none. */
export function heatmapModel(
  frames: readonly Frame[],
  options: HeatmapOptions,
  bounds: { readonly fromMs: number; readonly toMs: number },
): HeatmapModel {
  const all = seriesOf(frames);
  return options.calculate ? fromValues(all, options, bounds) : fromBuckets(all, options.filterValues.le);
}

/** Place of a count between the lowest and the highest colour, 0 to 1. */
export function colorPlace(
  count: number,
  { min, max }: { min: number; max: number },
  color: HeatmapOptions['color'],
): number {
  const low = color.min ?? (min > 0 ? 0 : min);
  const high = color.max ?? max;
  const linear = high > low ? Math.min(1, Math.max(0, (count - low) / (high - low))) : 1;
  return color.scale === 'exponential' ? linear ** color.exponent : linear;
}
