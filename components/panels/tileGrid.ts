/** Divides a panel into equal tiles. Pure. */

export interface TileGrid {
  readonly columns: number;
  readonly rows: number;
  /** Size of a tile in CSS pixels, gaps taken off. */
  readonly width: number;
  readonly height: number;
}

interface TileOptions {
  readonly orientation: 'auto' | 'horizontal' | 'vertical';
  readonly gapPx: number;
  /** Width over height that a tile likes best. */
  readonly aspect: number;
  readonly minHeight: number;
}

/**
 * A grid for `count` tiles. `vertical` puts them side by side and `horizontal` below each other, as Grafana names
 * the orientation of what is in a tile; `auto` draws its content largest. Tiles never get lower than
 * `minHeight`: the panel scrolls instead.
 */
export function tileGrid(count: number, size: { width: number; height: number }, options: TileOptions): TileGrid {
  const { orientation, gapPx, aspect, minHeight } = options;
  const grid = (columns: number): TileGrid => {
    const rows = Math.ceil(count / columns);
    const width = Math.max(1, (size.width - gapPx * (columns - 1)) / columns);
    const height = Math.max(minHeight, (size.height - gapPx * (rows - 1)) / rows);
    return { columns, rows, width, height };
  };
  if (count <= 1) return grid(1);
  if (orientation === 'vertical') return grid(count);
  if (orientation === 'horizontal') return grid(1);
  let best = grid(1);
  /** Height of the largest box of the liked aspect that fits into a tile. */
  const drawn = (tile: TileGrid) => Math.min(tile.width / aspect, tile.height);
  for (let columns = 2; columns <= Math.min(count, 24); columns++) {
    const candidate = grid(columns);
    // Tiles that overflow the panel look larger than what can be seen of them.
    const overflows = candidate.rows * candidate.height > size.height + gapPx * candidate.rows;
    const bestOverflows = best.rows * best.height > size.height + gapPx * best.rows;
    if (overflows === bestOverflows ? drawn(candidate) > drawn(best) : bestOverflows) best = candidate;
  }
  return best;
}
