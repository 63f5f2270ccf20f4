/** How wide a column of a table would like to be. Pure, apart from measuring text. */
import { axisTextWidth } from '@/components/charts/measureText';
import { cellText } from './columnFilter';
import type { ColumnWant } from './columnWidths';
import type { CellContext, TableColumn } from './tableModel';

const DEFAULT_MIN_PX = 90;
/** Rows that are looked at for the width of a column. */
const SAMPLE_ROWS = 50;
/** A bar or a line beside its number needs more. */
const MIN_GRAPH_PX = 160;
/** A text wider than this may be cut, a time of day is not: the table scrolls before. */
const LEGIBLE_PX = 150;
const CELL_PADDING_PX = 12;
const FILTER_PX = 20;

/** Width of the column's texts at 12 px, of which the axis font of 11 px is a good measure. */
export function columnWant(
  column: TableColumn,
  rows: Int32Array,
  context: CellContext,
  draggedPx: number | undefined,
): ColumnWant {
  const { style, name, field } = column;
  const isImage = style.cell === 'image';
  let widest = axisTextWidth(name.slice(0, 100)) + (style.filterable ? FILTER_PX : 0);
  for (const row of isImage ? [] : rows.subarray(0, SAMPLE_ROWS)) {
    widest = Math.max(widest, axisTextWidth(cellText(column, row, context).slice(0, 100)));
  }
  const hasGraph = ['gauge', 'sparkline'].includes(style.cell) || ('sparklines' in field && style.cell === 'auto');
  const automatic = hasGraph ? MIN_GRAPH_PX : DEFAULT_MIN_PX;
  const wantedPx = Math.max(automatic, widest * 1.1 + CELL_PADDING_PX);
  const minPx = style.minWidth ?? Math.max(automatic, Math.min(LEGIBLE_PX, wantedPx));
  return { wantedPx, minPx, fixedPx: draggedPx ?? style.width };
}
