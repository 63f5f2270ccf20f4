/** Filters of table columns by the texts of their cells. Pure. */
import type { Frame } from '@/lib/dashboard/frame';
import { type CellContext, cellValue, type TableColumn } from './tableModel';

/** Texts that a column lets through, by the column's key. */
export type ColumnFilters = ReadonlyMap<number, ReadonlySet<string>>;

/** Rows that are looked at for the choices of a filter. */
const MAX_ROWS = 20_000;
const MAX_CHOICES = 1000;

const collator = new Intl.Collator('en', { numeric: true });

export function cellText(column: TableColumn, row: number, context: CellContext): string {
  const { prefix, text, suffix } = cellValue(column, row, context);
  return prefix + text + suffix;
}

/** Different texts of a column in their order. */
export function filterChoices(frame: Frame, column: TableColumn, context: CellContext): string[] {
  const texts = new Set<string>();
  const rows = Math.min(MAX_ROWS, frame.length);
  for (let row = 0; row < rows && texts.size < MAX_CHOICES; row++) texts.add(cellText(column, row, context));
  return [...texts].sort(collator.compare);
}

/** Rows that every filter lets through, in the order given. */
export function filterRows(
  rows: Int32Array,
  columns: readonly TableColumn[],
  filters: ColumnFilters,
  context: CellContext,
): Int32Array {
  const active = columns.flatMap((column) => {
    const wanted = filters.get(column.key);
    return wanted === undefined ? [] : [{ column, wanted }];
  });
  if (active.length === 0) return rows;
  return rows.filter((row) => active.every(({ column, wanted }) => wanted.has(cellText(column, row, context))));
}

/** The filters with one column's choice changed; nothing chosen lets everything through. */
export function withFilter(filters: ColumnFilters, key: number, wanted: ReadonlySet<string>): ColumnFilters {
  const next = new Map(filters);
  if (wanted.size === 0) next.delete(key);
  else next.set(key, wanted);
  return next;
}
