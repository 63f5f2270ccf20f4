/** Bars in groups: a group for each row of a table, a bar for each of its number fields. Pure. */
import { fieldColor } from '@/lib/dashboard/colors';
import { fieldDisplayName } from '@/lib/dashboard/displayName';
import { displayText } from '@/lib/dashboard/displayValue';
import { fieldBounds } from '@/lib/dashboard/fieldConfig';
import type { Field, Frame, NumberField } from '@/lib/dashboard/frame';
import type { Theme } from '@/lib/dashboard/palette';
import { formatInstant } from '@/lib/time/formatTime';
import { type BoxStyle, boxStyle } from '../boxStyle';
import { barStyle } from './options';

export interface Bar {
  readonly seriesId: string;
  readonly value: number;
  readonly text: string;
  readonly color: string;
  /** Where it begins and ends on the value axis; in a stack on what is below it. */
  readonly from: number;
  readonly to: number;
}

export interface BarGroup {
  readonly name: string;
  readonly bars: readonly Bar[];
}

export interface BarSeries {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly field: NumberField;
  readonly style: BoxStyle;
}

export interface BarModel {
  readonly groups: readonly BarGroup[];
  readonly series: readonly BarSeries[];
  readonly min: number;
  readonly max: number;
}

export interface BarContext {
  readonly theme: Theme;
  readonly timeZone: string;
  readonly nowMs: number;
}

const MAX_GROUPS = 500;
const MAX_SERIES = 50;

function nameField(frame: Frame, wanted: string | undefined): Field | undefined {
  const named = frame.fields.find((field) => field.name === wanted || fieldDisplayName(field, frame) === wanted);
  return (
    named ?? frame.fields.find(({ type }) => type === 'string') ?? frame.fields.find(({ type }) => type === 'time')
  );
}

function groupName(field: Field | undefined, row: number, { timeZone, nowMs }: BarContext): string {
  const value = field?.values[row];
  if (typeof value === 'string') return value;
  if (field?.type === 'string') return '–';
  if (value === undefined || value === null) return String(row + 1);
  return field?.type === 'time' ? formatInstant(value, timeZone, { nowMs }) : String(value);
}

/** Frames of one row each, as instant queries give: side by side as groups of one frame. */
function asOneFrame(frames: readonly Frame[]): Frame | undefined {
  const filled = frames.filter(({ length }) => length > 0);
  if (filled.length <= 1) return filled[0];
  const values = filled.flatMap((frame) =>
    frame.fields.flatMap((field) => (field.type === 'number' ? [{ field, name: fieldDisplayName(field, frame) }] : [])),
  );
  const first = values[0]?.field;
  if (first === undefined) return undefined;
  const last = ({ field }: { field: Field }) => Number(field.values.at(-1) ?? Number.NaN);
  const fields: Field[] = [
    { name: 'Series', type: 'string', values: values.map(({ name }) => name), config: {} },
    { name: 'Value', type: 'number', values: Float64Array.from(values, last), config: first.config },
  ];
  return { refId: filled[0]?.refId ?? '', name: '', fields, length: values.length };
}

export function barModel(
  frames: readonly Frame[],
  xField: string | undefined,
  stacking: 'none' | 'normal' | 'percent',
  context: BarContext,
): BarModel {
  const frame = asOneFrame(frames);
  if (frame === undefined) return { groups: [], series: [], min: 0, max: 1 };
  const names = nameField(frame, xField);
  const series = barSeries(frame, names, context);
  const groups = Array.from(
    { length: Math.min(MAX_GROUPS, frame.length) },
    (_, row): BarGroup => ({
      name: groupName(names, row, context),
      bars: barsOf(series, row, stacking, context),
    }),
  );
  const ends = groups.flatMap(({ bars }) => bars.flatMap(({ from, to }) => [from, to]));
  const min = ends.reduce((least, end) => Math.min(least, end), 0);
  const max = ends.reduce((most, end) => Math.max(most, end), 0);
  return { groups, series, min, max: max === min ? min + 1 : max };
}

function barSeries(frame: Frame, names: Field | undefined, { theme }: BarContext): BarSeries[] {
  const numbers = frame.fields.flatMap((field) => (field.type === 'number' && field !== names ? [field] : []));
  return numbers.slice(0, MAX_SERIES).map((field, seriesIndex) => {
    const name = fieldDisplayName(field, frame);
    const bounds = fieldBounds(field.config, [field]);
    const color = fieldColor(field.config, bounds.max, { theme, seriesIndex, name, bounds });
    const style = boxStyle(barStyle, field.config.custom);
    return { id: `${seriesIndex} ${name}`, name, color, field, style };
  });
}

function barsOf(series: readonly BarSeries[], row: number, stacking: string, context: BarContext): Bar[] {
  const value = ({ field }: BarSeries) => (field.present?.[row] === 0 ? Number.NaN : (field.values[row] ?? Number.NaN));
  const total = series.reduce((sum, one) => sum + Math.abs(value(one) || 0), 0) || 1;
  let above = 0;
  let below = 0;
  return series.flatMap((one, seriesIndex) => {
    const raw = value(one);
    if (!Number.isFinite(raw)) return [];
    const { config } = one.field;
    const bounds = fieldBounds(config, [one.field]);
    const color = fieldColor(config, raw, { theme: context.theme, seriesIndex, name: one.name, bounds });
    const text = displayText(config, raw, context);
    const size = stacking === 'percent' ? raw / total : raw;
    const from = stacking === 'none' ? 0 : size >= 0 ? above : below;
    if (size >= 0) above += size;
    else below += size;
    return [{ seriesId: one.id, value: raw, text, color, from, to: from + size }];
  });
}
