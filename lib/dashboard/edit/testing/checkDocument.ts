import { expect } from 'vitest';
import type { Dashboard, GridItem } from '../../document';

/** Fails unless the document is sound: unique ids, each panel at one place, nothing overlaps or leaves the grid. */
export function expectSound(dashboard: Dashboard): void {
  const placed = dashboard.layout.flatMap(({ items }) => items.map(({ panelId }) => panelId));
  const rows = dashboard.layout.flatMap((section) => (section.type === 'row' ? [section.id] : []));
  expect(new Set(placed).size).toBe(placed.length);
  expect(new Set([...placed, ...rows]).size).toBe(placed.length + rows.length);
  expect([...placed].sort((a, b) => a - b)).toEqual(
    Object.values(dashboard.panels)
      .map(({ id }) => id)
      .sort((a, b) => a - b),
  );
  for (const { items } of dashboard.layout) expectNoOverlap(items);
  const names = dashboard.variables.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
}

function expectNoOverlap(items: readonly GridItem[]): void {
  const taken = new Set<string>();
  for (const { x, y, w, h } of items) {
    expect(x >= 0 && y >= 0 && w >= 1 && h >= 1 && x + w <= 24).toBe(true);
    for (let column = x; column < x + w; column++) {
      for (let row = y; row < y + h; row++) {
        const cell = `${column} ${row}`;
        expect(taken.has(cell), `cell ${cell} is taken twice`).toBe(false);
        taken.add(cell);
      }
    }
  }
}
