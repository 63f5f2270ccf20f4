'use client';

import { type CSSProperties, useMemo, useSyncExternalStore } from 'react';
import type { GridItem } from '@/lib/dashboard/document';
import { useCanvas } from './canvas/CanvasContext';
import type { RunningDrag } from './canvas/dragStore';
import { GridCell } from './canvas/GridCell';
import { placeStyle } from './canvas/placeStyle';
import { unitsOf } from './canvas/repeatUnits';
import { useDashboard } from './DashboardContext';
import classes from './grid.module.css';
import { type PlacedPanel, type PlacedSection, placeItems } from './repeats';

/**
 * Panels on the grid of 24 columns; on the phone one below the other in reading order. While one panel fills the page
 * the others stay, unseen, and are back at once with what they had. Edit mode places the same elements in the same
 * geometry by transform, so that nothing is drawn anew and what gives way to a drag glides.
 */
export function DashboardGrid({ section }: { readonly section: PlacedSection }) {
  const { viewed } = useDashboard().view;
  const { editing } = useCanvas();
  const { panels, copy, index } = section;
  const { drag, places } = useDraggedPlaces(section);
  const holdsViewed = viewed !== undefined && panels.includes(viewed);
  const arranging = editing && viewed === undefined;
  return (
    <div
      className={classes.grid}
      hidden={viewed !== undefined && !holdsViewed}
      data-viewing={holdsViewed || undefined}
      data-arranging={arranging || undefined}
      data-grid-section={arranging && copy === 0 ? index : undefined}
      style={rowsStyle(places)}
    >
      {panels.map((placed, at) => {
        const moving = drag?.type === 'move' && drag.panelId === placed.panel.id;
        return (
          <GridCell
            key={placed.key}
            placed={placed}
            place={moving ? placed : (places[at] ?? placed)}
            section={section}
            hidden={viewed !== undefined && placed !== viewed}
            dragged={drag?.panelId === placed.panel.id ? drag.type : undefined}
          />
        );
      })}
      {arranging ? <DropPlace drag={drag} section={section} /> : null}
    </div>
  );
}

/** Where the panels of a section would stand if a running drag ended now, in the order of its panels. */
function useDraggedPlaces(section: PlacedSection) {
  const { drag: store } = useCanvas();
  const place = usePlaceItems();
  const ownDrag = () => (store.get()?.items.has(section.index) === true ? store.get() : undefined);
  const drag = useSyncExternalStore(store.subscribe, ownDrag, () => undefined);
  const items = drag?.items.get(section.index);
  const places = useMemo((): readonly PlacedPanel[] => {
    if (items === undefined) return section.panels;
    const byKey = new Map(place(section, items).map((placed) => [placed.key, placed]));
    // The same object where nothing moves, so that only what moves is rendered.
    return section.panels.map((placed) => {
      const place = byKey.get(placed.key);
      return place === undefined || isSamePlace(place, placed) ? placed : place;
    });
  }, [items, section, place]);
  return { drag, places };
}

function isSamePlace(a: PlacedPanel, b: PlacedPanel): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
}

function usePlaceItems(): (section: PlacedSection, items: readonly GridItem[]) => PlacedPanel[] {
  const { dashboard, scope } = useDashboard();
  return useMemo(
    () => (section, items) => placeItems(section, items, dashboard, scope.variables),
    [dashboard, scope.variables],
  );
}

/** The empty place that waits for the dragged panel. */
function DropPlace({ drag, section }: { readonly drag: RunningDrag | undefined; readonly section: PlacedSection }) {
  const place = usePlaceItems();
  if (drag?.type !== 'move' || drag.over !== section.index || section.copy !== 0) return null;
  const items = drag.items.get(section.index) ?? [];
  const unit = unitsOf(place(section, items)).find(({ panelId }) => panelId === drag.panelId);
  return unit === undefined ? null : <div className={classes.dropPlace} style={placeStyle(unit)} />;
}

function rowsStyle(places: readonly PlacedPanel[]): CSSProperties {
  const rows = places.reduce((bottom, { y, h }) => Math.max(bottom, y + h), 0);
  return { '--rows': rows } as CSSProperties;
}
