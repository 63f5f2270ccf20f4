import type { Dashboard, GridItem } from '@/lib/dashboard/document';
import { movePanel, placePanels } from '@/lib/dashboard/edit/place';
import { sectionOfPanel } from '@/lib/dashboard/edit/sections';
import { compactGrid } from '@/lib/dashboard/layout/compactGrid';
import type { PlacedSection } from '../repeats';
import type { RunningDrag } from './dragStore';
import { insertInGrid, moveInGrid, resizeInGrid } from './gridMoves';
import { itemsFromUnits, unitsOf } from './repeatUnits';

export interface DragGoal {
  readonly dashboard: Dashboard;
  readonly sections: readonly PlacedSection[];
  readonly panelId: number;
  readonly from: number;
}

/** How the grids stand when a panel is let go at a place (columns and rows) of a section. */
export function previewMove(goal: DragGoal, over: number, at: { readonly x: number; readonly y: number }): RunningDrag {
  const { dashboard, sections, panelId, from } = goal;
  const base = { type: 'move' as const, panelId, from, over };
  const placed = shownIn(sections, over);
  const items = itemsOf(dashboard, over);
  if (over === from) {
    const moved = moveInGrid(unitsOf(placed), panelId, at);
    return { ...base, items: new Map([[from, itemsFromUnits(moved, items, placed)]]) };
  }
  const own = itemsOf(dashboard, from).find((item) => item.panelId === panelId);
  if (own === undefined) return { ...base, items: new Map() };
  const left = compactGrid(itemsOf(dashboard, from).filter((item) => item !== own));
  const units = insertInGrid(unitsOf(placed), { ...own, x: Math.min(Math.max(0, at.x), 24 - own.w), y: at.y });
  const arrived = units.find((unit) => unit.panelId === panelId) ?? own;
  return {
    ...base,
    items: new Map([
      [from, left],
      [over, [...itemsFromUnits(units, items, placed), arrived]],
    ]),
  };
}

/** How the grid stands when a panel has another size. */
export function previewResize(goal: DragGoal, size: { readonly w: number; readonly h: number }): RunningDrag {
  const { dashboard, sections, panelId, from } = goal;
  const placed = shownIn(sections, from);
  const items = itemsOf(dashboard, from);
  const copies = placed.filter(({ panel }) => panel.id === panelId).length;
  // A repeated panel has its size in the document only, where its copies are not.
  const resized =
    copies > 1
      ? resizeInGrid(items, panelId, size)
      : itemsFromUnits(resizeInGrid(unitsOf(placed), panelId, size), items, placed);
  return { type: 'resize', panelId, from, over: from, items: new Map([[from, resized]]) };
}

/** Does what the preview showed. */
export function dropPanel(dashboard: Dashboard, { panelId, from, over, items }: RunningDrag): Dashboard {
  const wanted = items.get(over);
  if (wanted === undefined) return dashboard;
  if (from === over) return placePanels(dashboard, from, wanted);
  const moved = movePanel(dashboard, panelId, over);
  return placePanels(moved, sectionOfPanel(moved, panelId), wanted);
}

function itemsOf(dashboard: Dashboard, section: number): readonly GridItem[] {
  return dashboard.layout[section]?.items ?? [];
}

function shownIn(sections: readonly PlacedSection[], index: number): PlacedSection['panels'] {
  return sections.find((section) => section.index === index && section.copy === 0)?.panels ?? [];
}
