import type { Dashboard, GridItem, Section } from '../document';
import { compactGrid } from '../layout/compactGrid';
import { sameJson } from '../sameJson';

export type RowSection = Extract<Section, { type: 'row' }>;

/** Names the panels outside of rows at the top, also where there are none yet. */
export const TOP_SECTION = -1;

/** Index of the section that holds a panel; -1 when none does. */
export function sectionOfPanel(dashboard: Dashboard, panelId: number): number {
  return dashboard.layout.findIndex(({ items }) => items.some((item) => item.panelId === panelId));
}

/** Index of a row in the layout; -1 when there is no such row. */
export function sectionOfRow(dashboard: Dashboard, rowId: number): number {
  return dashboard.layout.findIndex((section) => section.type === 'row' && section.id === rowId);
}

/** The dashboard with another layout, tidied; the same object when that changes nothing. */
export function withLayout(dashboard: Dashboard, layout: readonly Section[]): Dashboard {
  const tidy = tidyLayout(layout);
  return sameJson(tidy, dashboard.layout) ? dashboard : { ...dashboard, layout: tidy };
}

/**
 * Brings sections to the form that classic JSON can say: panels that follow an open row belong to it, so a grid stands
 * at the top or after a closed row only. An empty grid is left out.
 */
function tidyLayout(layout: readonly Section[]): Section[] {
  const tidy: Section[] = [];
  for (const section of layout) {
    if (section.type === 'grid' && section.items.length === 0) continue;
    const above = tidy.at(-1);
    const joins = section.type === 'grid' && above !== undefined && !(above.type === 'row' && above.collapsed);
    if (joins) tidy[tidy.length - 1] = { ...above, items: appendItems(above.items, section.items) };
    else tidy.push(section);
  }
  return tidy;
}

/** The grid with the other grid below it. */
function appendItems(items: readonly GridItem[], below: readonly GridItem[]): GridItem[] {
  const bottom = bottomOf(items);
  return compactGrid([...items, ...below.map((item) => ({ ...item, y: item.y + bottom }))]);
}

function bottomOf(items: readonly GridItem[]): number {
  return items.reduce((bottom, { y, h }) => Math.max(bottom, y + h), 0);
}

/** The layout with a change of one section's items. TOP_SECTION makes the grid at the top when it is missing. */
export function withItems(
  layout: readonly Section[],
  index: number,
  change: (items: readonly GridItem[]) => readonly GridItem[],
): readonly Section[] {
  if (index !== TOP_SECTION) {
    return layout.map((section, at) => (at === index ? { ...section, items: change(section.items) } : section));
  }
  if (layout[0]?.type === 'grid') return withItems(layout, 0, change);
  return [{ type: 'grid', items: change([]) }, ...layout];
}
