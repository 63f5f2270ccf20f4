/** Colours of whole rows. Pure. */
import { contrast, parseColor } from '@/lib/dashboard/colorMath';
import { type CellContext, cellValue, type TableColumn } from './tableModel';

/** Black or white, whichever reads on a colour; what stands there already on one that is mostly clear. */
export function textOn(color: string): string {
  const ground = parseColor(color);
  if (!ground || ground.a < 0.5) return 'inherit';
  const white = { r: 255, g: 255, b: 255, a: 1 };
  return contrast(white, ground) >= 3 ? '#ffffff' : '#0b1220';
}

/** Background and text of a row that takes the colour of one of its cells. */
export function rowColors(
  columns: readonly TableColumn[],
  row: number,
  context: CellContext,
): { background: string; color: string } | undefined {
  const column = columns.find(({ style }) => style.cell === 'color-background' && style.applyToRow);
  if (column === undefined) return undefined;
  const { color } = cellValue(column, row, context);
  return { background: color, color: textOn(color) };
}
