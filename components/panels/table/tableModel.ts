/** A frame as a table: visible columns, order of rows, texts of cells. Pure. */

import { resolveColor } from '@/lib/dashboard/colors';
import { fieldDisplayName } from '@/lib/dashboard/displayName';
import { type DisplayValue, displayValue } from '@/lib/dashboard/displayValue';
import { fieldBounds } from '@/lib/dashboard/fieldConfig';
import type { Field, Frame } from '@/lib/dashboard/frame';
import { mapValue } from '@/lib/dashboard/mappings';
import type { Theme } from '@/lib/dashboard/palette';
import type { ValueBounds } from '@/lib/dashboard/thresholds';
import { formatAbsolute } from '@/lib/time/formatTime';
import { type ColumnStyle, columnStyle, type TableOptions } from './options';

export interface TableColumn {
  /** Index of the field: what widths and sorting refer to. */
  readonly key: number;
  readonly name: string;
  readonly field: Field;
  readonly style: ColumnStyle;
  readonly align: 'left' | 'center' | 'right';
  readonly bounds: ValueBounds;
}

export interface TableSort {
  readonly key: number;
  readonly descending: boolean;
}

export interface CellContext {
  readonly theme: Theme;
  readonly timeZone: string;
  readonly nowMs: number;
}

/** Visible columns in the order of the fields. Numbers stand at the right unless told otherwise. */
export function tableColumns(frame: Frame): TableColumn[] {
  return frame.fields.flatMap((field, key) => {
    const style = columnStyle(field.config.custom);
    if (style.hidden) return [];
    const automatic = field.type === 'number' ? 'right' : 'left';
    const bounds = field.type === 'number' ? fieldBounds(field.config, [field]) : { min: 0, max: 100 };
    const align = style.align === 'auto' ? automatic : style.align;
    return [{ key, name: fieldDisplayName(field, frame), field, style, align, bounds }];
  });
}

function rawValue(field: Field, row: number): number | string | null {
  if (field.type === 'string' || field.type === 'boolean') return field.values[row] ?? null;
  return 'present' in field && field.present?.[row] === 0 ? null : (field.values[row] ?? null);
}

/** A cell as it is shown; texts of strings are mapped too. */
export function cellValue({ field, key, name, bounds }: TableColumn, row: number, context: CellContext): DisplayValue {
  const raw = rawValue(field, row);
  if (typeof raw !== 'string' && field.type !== 'time') {
    return displayValue(field.config, raw, { ...context, seriesIndex: key, name, bounds });
  }
  const mapped = mapValue(field.config.mappings, raw);
  const color = resolveColor(mapped?.color ?? 'text', context.theme);
  const plain = { prefix: '', suffix: '', color, colorByMapping: true, value: null, thresholdStep: 0 };
  if (mapped?.text) return { ...plain, text: mapped.text };
  if (typeof raw === 'string') return { ...plain, text: raw };
  // Units meant for the numbers beside it come with the defaults; a time heeds only those that are dates.
  if (/^(dateTime|time:)/.test(field.config.unit ?? ''))
    return displayValue(field.config, raw, { ...context, seriesIndex: key, name, bounds });
  return { ...plain, text: raw === null ? '–' : formatAbsolute(raw, context.timeZone) };
}

const collator = new Intl.Collator('en', { numeric: true });

/** Row numbers in the order of a column; rows without a value come last. The order is stable. */
export function sortRows(frame: Frame, sort: TableSort | null): Int32Array {
  const rows = Int32Array.from({ length: frame.length }, (_, i) => i);
  const field = sort ? frame.fields[sort.key] : undefined;
  if (!sort || !field) return rows;
  const sign = sort.descending ? -1 : 1;
  const empty = (value: number | string | null) => value === null || Number.isNaN(value);
  return rows.sort((a, b) => {
    const left = rawValue(field, a);
    const right = rawValue(field, b);
    if (empty(left) || empty(right)) return Number(empty(left)) - Number(empty(right)) || a - b;
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : collator.compare(String(left), String(right));
    return sign * order || a - b;
  });
}

/** The sort that the options ask for, by display name. */
export function initialSort(columns: readonly TableColumn[], options: TableOptions): TableSort | null {
  const wanted = options.sortBy[0];
  const column = columns.find(({ name }) => name === wanted?.displayName);
  return wanted && column ? { key: column.key, descending: wanted.desc } : null;
}
