import { getLayoutItem, type LayoutItem, moveElement, verticalCompactor } from 'react-grid-layout/core';
import type { GridItem } from '@/lib/dashboard/document';

export const COLUMNS = 24;
/** Smallest panel: its title must be readable. */
export const MIN_SIZE = { w: 2, h: 2 };
const MAX_H = 200;

/**
 * Puts one item at a new place and lets the others give way, as Grafana's grid does: what it meets goes up where there
 * is room, else down, and everything then falls upwards. It starts from where all stood before the drag, so that a way
 * back gives the layout back.
 */
export function moveInGrid(
  items: readonly GridItem[],
  panelId: number,
  to: { readonly x: number; readonly y: number },
): GridItem[] {
  return arrange(items, panelId, (layout, item) => {
    const x = clamp(to.x, 0, COLUMNS - item.w);
    return moveElement(layout, item, x, Math.max(0, Math.round(to.y)), true, false, 'vertical', COLUMNS);
  });
}

/** Gives one item a new size, inside the grid; the others give way. */
export function resizeInGrid(
  items: readonly GridItem[],
  panelId: number,
  to: { readonly w: number; readonly h: number },
): GridItem[] {
  return arrange(items, panelId, (layout, item) => {
    const w = clamp(to.w, Math.min(MIN_SIZE.w, item.w), COLUMNS - item.x);
    const h = clamp(to.h, Math.min(MIN_SIZE.h, item.h), MAX_H);
    return layout.map((other) => (other === item ? { ...item, w, h } : other));
  });
}

/** Puts a new item between the others, for a panel that comes from another section. */
export function insertInGrid(items: readonly GridItem[], item: GridItem): GridItem[] {
  const below = items.reduce((bottom, { y, h }) => Math.max(bottom, y + h), 0);
  return moveInGrid([...items, { ...item, x: 0, y: below }], item.panelId, item);
}

type Change = (layout: LayoutItem[], item: LayoutItem) => LayoutItem[];

/** The library changes the items it is given, so it gets its own. */
function arrange(items: readonly GridItem[], panelId: number, change: Change): GridItem[] {
  const layout = items.map(({ panelId: id, x, y, w, h }) => ({ i: String(id), x, y, w, h }));
  const item = getLayoutItem(layout, String(panelId));
  if (item === undefined) return [...items];
  const compacted = verticalCompactor.compact(change(layout, item), COLUMNS);
  const placeOf = new Map(compacted.map((place) => [place.i, place]));
  const moved = items.map((old) => {
    const { x, y, w, h } = placeOf.get(String(old.panelId)) ?? old;
    return x === old.x && y === old.y && w === old.w && h === old.h ? old : { ...old, x, y, w, h };
  });
  return moved.sort((a, b) => a.y - b.y || a.x - b.x);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(Math.round(value), min), Math.max(min, max));
}

export type Direction = 'left' | 'right' | 'up' | 'down';

const STEPS: Readonly<Record<Direction, { readonly x: number; readonly y: number }>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};
/** A step down that gravity takes back is tried again this many rows further. */
const MAX_STEPS = 100;

/** One step by key: to the next place in a direction that differs from where the item stands. */
export function nudgeInGrid(items: readonly GridItem[], panelId: number, direction: Direction): GridItem[] {
  const item = items.find((one) => one.panelId === panelId);
  if (item === undefined) return [...items];
  const step = STEPS[direction];
  for (let count = 1; count <= MAX_STEPS; count++) {
    const to = { x: item.x + step.x * count, y: item.y + step.y * count };
    if (to.x < 0 || to.x + item.w > COLUMNS || to.y < 0) break;
    const moved = moveInGrid(items, panelId, to);
    const now = moved.find((one) => one.panelId === panelId);
    if (now !== undefined && (now.x !== item.x || now.y !== item.y)) return moved;
  }
  return [...items];
}

/** One step of size by key. */
export function growInGrid(items: readonly GridItem[], panelId: number, direction: Direction): GridItem[] {
  const item = items.find((one) => one.panelId === panelId);
  if (item === undefined) return [...items];
  const step = STEPS[direction];
  return resizeInGrid(items, panelId, { w: item.w + step.x, h: item.h + step.y });
}
