import type { CSSProperties } from 'react';
import type { GridItem } from '@/lib/dashboard/document';

/** Place and size as custom properties, so that the phone's style sheet can place the cells in its own way. */
export function placeStyle({ x, y, w, h }: Pick<GridItem, 'x' | 'y' | 'w' | 'h'>): CSSProperties {
  return { '--x': x + 1, '--y': y + 1, '--w': w, '--h': h } as CSSProperties;
}
