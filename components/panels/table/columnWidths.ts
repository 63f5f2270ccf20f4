/** Widths of table columns by what is in them. Pure. */

export interface ColumnWant {
  /** What would show all of its texts, CSS pixels. */
  readonly wantedPx: number;
  /** Never narrower. */
  readonly minPx: number;
  /** Dragged or configured: exactly this. */
  readonly fixedPx: number | undefined;
}

/** No single text claims more. */
const MAX_WANTED_PX = 480;
/** Widths come in steps, so that a refresh with slightly longer texts moves nothing. */
const STEP_PX = 16;

/**
 * Fits columns into a width: each as wide as its texts where there is room (what is left is shared in proportion),
 * else the widest give way first, down to their minimum. The sum may exceed the width: then the table scrolls.
 */
export function columnWidths(columns: readonly ColumnWant[], availablePx: number): number[] {
  const floor = columns.map(({ fixedPx, minPx }) => fixedPx ?? minPx);
  const wanted = columns.map(({ fixedPx, wantedPx }, index) => {
    const stepped = Math.ceil(Math.min(MAX_WANTED_PX, wantedPx) / STEP_PX) * STEP_PX;
    return fixedPx ?? Math.max(floor[index] ?? 0, stepped);
  });
  const free = columns.map(({ fixedPx }) => fixedPx === undefined);
  const total = sum(wanted);
  if (total <= availablePx) return share(wanted, free, availablePx - total);
  const limit = commonLimit(wanted, floor, free, availablePx);
  return wanted.map((width, index) => (free[index] ? Math.max(floor[index] ?? 0, Math.min(width, limit)) : width));
}

function share(widths: readonly number[], free: readonly boolean[], sparePx: number): number[] {
  const growing = sum(widths.filter((_, index) => free[index]));
  if (growing === 0) return [...widths];
  return widths.map((width, index) => (free[index] ? width + Math.floor((sparePx * width) / growing) : width));
}

/** The largest width that no free column may exceed for all to fit. */
function commonLimit(
  wanted: readonly number[],
  floor: readonly number[],
  free: readonly boolean[],
  availablePx: number,
): number {
  const used = (limit: number) =>
    sum(wanted.map((width, index) => (free[index] ? Math.max(floor[index] ?? 0, Math.min(width, limit)) : width)));
  let low = 0;
  let high = MAX_WANTED_PX + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (used(middle) > availablePx) high = middle;
    else low = middle;
  }
  return low;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
