/** The padding that panels keep to the edge of their parent; below the title nothing is needed. */
import type { CSSProperties } from 'react';

const PADDING_PX = 8;

export const panelPadding: CSSProperties = {
  boxSizing: 'border-box',
  width: '100%',
  height: '100%',
  padding: `0 ${PADDING_PX}px ${PADDING_PX}px`,
};

/** What is left of a panel's size within its padding, at least one pixel. */
export function insidePadding(size: { readonly width: number; readonly height: number }) {
  return { width: Math.max(1, size.width - 2 * PADDING_PX), height: Math.max(1, size.height - PADDING_PX) };
}
