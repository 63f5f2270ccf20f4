/** How large a panel is on the dashboard. */

const UNIT_PX = 30;
const GAP_PX = 8;
const COLUMNS = 24;

/** Size of a place of the grid on a page of the given width, CSS pixels. */
export function actualSize(place: { readonly w: number; readonly h: number }, pageWidthPx: number) {
  const column = (pageWidthPx - GAP_PX * (COLUMNS - 1)) / COLUMNS;
  return {
    width: Math.round(place.w * column + (place.w - 1) * GAP_PX),
    height: place.h * UNIT_PX + (place.h - 1) * GAP_PX,
  };
}
