import type { GridItem } from '../document';

const COLUMNS = 24;

/**
 * Moves every item up as far as free space allows and pushes overlapping ones down; the result is in reading order.
 * This is the compaction of Grafana's grid: dashboards saved with gaps or overlaps look as their authors saw them.
 */
export function compactGrid(items: readonly GridItem[]): GridItem[] {
  const height = new Float64Array(COLUMNS);
  return [...items]
    .sort(inReadingOrder)
    .map((item) => {
      const end = Math.min(COLUMNS, item.x + item.w);
      let y = 0;
      for (let column = item.x; column < end; column++) y = Math.max(y, height[column] ?? 0);
      height.fill(y + item.h, item.x, end);
      return y === item.y ? item : { ...item, y };
    })
    .sort(inReadingOrder);
}

function inReadingOrder(a: GridItem, b: GridItem): number {
  return a.y - b.y || a.x - b.x;
}
