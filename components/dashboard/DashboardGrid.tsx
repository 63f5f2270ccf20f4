'use client';

import type { CSSProperties } from 'react';
import { useDashboard } from './DashboardContext';
import classes from './grid.module.css';
import { PanelCard } from './PanelCard';
import type { PlacedPanel } from './repeats';

/** Types that stand two in a row on the phone. */
const SMALL_TYPES = new Set(['stat', 'singlestat', 'gauge']);

/**
 * Panels on the grid of 24 columns; on the phone one below the other in reading order. While one panel fills the page
 * the others stay, unseen, and are back at once with what they had.
 */
export function DashboardGrid({ panels }: { readonly panels: readonly PlacedPanel[] }) {
  const { viewed } = useDashboard().view;
  const holdsViewed = viewed !== undefined && panels.includes(viewed);
  return (
    <div className={classes.grid} hidden={viewed !== undefined && !holdsViewed} data-viewing={holdsViewed || undefined}>
      {panels.map((placed) => (
        <div
          key={placed.key}
          className={classes.cell}
          hidden={viewed !== undefined && placed !== viewed}
          data-small={SMALL_TYPES.has(placed.panel.type) || undefined}
          style={placeStyle(placed)}
        >
          <PanelCard placed={placed} />
        </div>
      ))}
    </div>
  );
}

function placeStyle({ x, y, w, h }: PlacedPanel): CSSProperties {
  // Custom properties, so that the phone's style sheet can place the cells in its own way.
  return { '--x': x + 1, '--y': y + 1, '--w': w, '--h': h } as CSSProperties;
}
