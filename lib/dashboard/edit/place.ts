/** Where panels stand: dragging and resizing. */
import type { Dashboard, GridItem } from '../document';
import { compactGrid } from '../layout/compactGrid';
import { appendItem, fitted, insertItem } from './grid';
import { sectionOfPanel, TOP_SECTION, withItems, withLayout } from './sections';

/**
 * Takes the positions of one section's panels as they are after a drag or resize. Items of panels that do not stand in
 * the section are ignored, those that are not given keep their place. `section` is an index of the layout.
 */
export function placePanels(dashboard: Dashboard, section: number, items: readonly GridItem[]): Dashboard {
  if (dashboard.layout[section] === undefined) return dashboard;
  const given = new Map(items.map((item) => [item.panelId, fitted(item)]));
  const layout = withItems(dashboard.layout, section, (known) =>
    compactGrid(known.map((item) => given.get(item.panelId) ?? item)),
  );
  return withLayout(dashboard, layout);
}

/**
 * Moves a panel to another section (or within its own): to `at`, where others give way, else to the highest free
 * place. `toSection` is an index of the layout before the move; TOP_SECTION (-1) is the grid above all rows.
 */
export function movePanel(
  dashboard: Dashboard,
  id: number,
  toSection: number,
  at?: { readonly x: number; readonly y: number },
): Dashboard {
  const from = sectionOfPanel(dashboard, id);
  const item = dashboard.layout[from]?.items.find(({ panelId }) => panelId === id);
  if (item === undefined || (toSection !== TOP_SECTION && dashboard.layout[toSection] === undefined)) return dashboard;
  const without = withItems(dashboard.layout, from, (items) => compactGrid(items.filter((other) => other !== item)));
  const layout = withItems(without, toSection, (items) =>
    at === undefined ? appendItem(items, item) : insertItem(items, { ...item, ...at }),
  );
  return withLayout(dashboard, layout);
}
