/** The padding that panels keep to the edge of their parent; below the title nothing is needed. */
import type { CSSProperties } from 'react';

/** Charts and tables, whose axis texts and cells have room of their own. */
export const CHART_PADDING_PX = 8;
/** Texts and bars line up with the panel's title. */
export const TEXT_PADDING_PX = 12;

const BOTTOM_PX = 8;

export function panelPadding(sidePx: number): CSSProperties {
  return { boxSizing: 'border-box', width: '100%', height: '100%', padding: `0 ${sidePx}px ${BOTTOM_PX}px` };
}

/** What is left of a panel's size within its padding, at least one pixel. */
export function insidePadding(size: { readonly width: number; readonly height: number }, sidePx: number) {
  return { width: Math.max(1, size.width - 2 * sidePx), height: Math.max(1, size.height - BOTTOM_PX) };
}
