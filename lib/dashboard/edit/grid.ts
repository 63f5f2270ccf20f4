import type { GridItem } from '../document';
import { compactGrid } from '../layout/compactGrid';

const COLUMNS = 24;
const MAX_HEIGHT = 1000;
const MAX_Y = 1_000_000;

/** A position that fits the grid: whole numbers, at least one column and row, inside of the 24 columns. */
export function fitted({ panelId, x, y, w, h }: GridItem): GridItem {
  const width = whole(w, 1, COLUMNS);
  return { panelId, x: whole(x, 0, COLUMNS - width), y: whole(y, 0, MAX_Y), w: width, h: whole(h, 1, MAX_HEIGHT) };
}

function whole(value: number, min: number, max: number): number {
  return Number.isFinite(value) ? Math.min(max, Math.max(min, Math.round(value))) : min;
}

/** The grid with one more item at its place: what stands there or below moves down as far as needed. */
export function insertItem(items: readonly GridItem[], wanted: GridItem): GridItem[] {
  const item = fitted(wanted);
  const others = items.map((other) => (other.y >= item.y ? { ...other, y: other.y + item.h } : other));
  return compactGrid([item, ...others]);
}

/** The grid with one more item in the highest free place; of several the leftmost. */
export function appendItem(items: readonly GridItem[], size: Pick<GridItem, 'panelId' | 'w' | 'h'>): GridItem[] {
  const { w } = fitted({ ...size, x: 0, y: 0 });
  const heights = new Float64Array(COLUMNS);
  for (const item of items) {
    for (let column = item.x; column < Math.min(COLUMNS, item.x + item.w); column++) {
      heights[column] = Math.max(heights[column] ?? 0, item.y + item.h);
    }
  }
  let place = { x: 0, y: Number.POSITIVE_INFINITY };
  for (let x = 0; x <= COLUMNS - w; x++) {
    const y = Math.max(...heights.subarray(x, x + w));
    if (y < place.y) place = { x, y };
  }
  return compactGrid([...items, fitted({ ...size, ...place })]);
}
