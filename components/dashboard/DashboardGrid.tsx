'use client';

import type { CSSProperties } from 'react';
import classes from './grid.module.css';
import { PanelCard } from './PanelCard';
import type { PlacedPanel } from './repeats';

/** Types that stand two in a row on the phone. */
const SMALL_TYPES = new Set(['stat', 'singlestat', 'gauge']);

/** Panels on the grid of 24 columns; on the phone one below the other in reading order. */
export function DashboardGrid({ panels }: { readonly panels: readonly PlacedPanel[] }) {
  return (
    <div className={classes.grid}>
      {panels.map((placed) => (
        <div
          key={placed.key}
          className={classes.cell}
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
