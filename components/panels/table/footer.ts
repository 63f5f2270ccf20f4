/** The footer of a table: calculations of its columns. Pure. */
import { displayValue } from '@/lib/dashboard/displayValue';
import type { NumberField } from '@/lib/dashboard/frame';
import { calcTitle, calculate, isUnitless } from '@/lib/dashboard/reduce';
import { formatText } from '@/lib/format/formatValue';
import type { TableOptions } from './options';
import type { CellContext, TableColumn } from './tableModel';

/** One calculation: its title, and its texts by the keys of the columns. */
export interface FooterRow {
  readonly calc: string;
  readonly title: string;
  readonly texts: ReadonlyMap<number, string>;
}

const MAX_ROWS = 5;

/** Rows of the footer over the table's rows that are shown; none where there is no footer. */
export function footerRows(
  columns: readonly TableColumn[],
  options: TableOptions,
  rows: Int32Array,
  context: CellContext,
): FooterRow[] {
  const { show, reducer, fields, countRows } = options.footer;
  const shared = show ? reducer : [];
  const calcs = [...new Set([...shared, ...columns.flatMap(({ style }) => style.reducers)])].slice(0, MAX_ROWS);
  const names = typeof fields === 'string' ? (fields === '' ? [] : [fields]) : fields;
  const asksFor = ({ name, style }: TableColumn, calc: string) =>
    style.reducers.includes(calc) || (shared.includes(calc) && (names.length === 0 || names.includes(name)));
  return calcs.flatMap((calc): FooterRow[] => {
    const counted = calc === 'count' && countRows;
    const texts = counted
      ? columns.slice(0, 1).map(({ key }) => [key, String(rows.length)] as const)
      : columns.flatMap((column) => {
          const text = asksFor(column, calc) ? footerText(column, calc, rows, context) : undefined;
          return text === undefined ? [] : [[column.key, text] as const];
        });
    return texts.length === 0 ? [] : [{ calc, title: calcTitle(calc), texts: new Map(texts) }];
  });
}

function footerText(
  { key, name, field, bounds }: TableColumn,
  calc: string,
  rows: Int32Array,
  context: CellContext,
): string | undefined {
  if (field.type !== 'number') return undefined;
  const value = calculate(shownPart(field, rows), calc);
  if (value !== null && isUnitless(calc)) return formatText(value);
  const { prefix, text, suffix } = displayValue(field.config, value, { ...context, seriesIndex: key, name, bounds });
  return prefix + text + suffix;
}

function shownPart(field: NumberField, rows: Int32Array): NumberField {
  if (rows.length === field.values.length) return field;
  const values = Float64Array.from(rows, (row) => field.values[row] ?? Number.NaN);
  const { present, ...rest } = field;
  return present === undefined
    ? { ...rest, values }
    : { ...rest, values, present: Uint8Array.from(rows, (row) => present[row] ?? 0) };
}
