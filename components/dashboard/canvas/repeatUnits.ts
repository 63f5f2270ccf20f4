import type { GridItem } from '@/lib/dashboard/document';
import type { PlacedPanel } from '../repeats';

/**
 * What is dragged as one: a panel with all its copies. Its place is the box around them as it is seen, which is not
 * what the document says where a repetition pushes down what is below.
 */
export function unitsOf(placed: readonly PlacedPanel[]): GridItem[] {
  const units = new Map<number, GridItem>();
  for (const { panel, x, y, w, h } of placed) {
    const unit = units.get(panel.id);
    if (unit === undefined) {
      units.set(panel.id, { panelId: panel.id, x, y, w, h });
      continue;
    }
    const left = Math.min(unit.x, x);
    const top = Math.min(unit.y, y);
    const right = Math.max(unit.x + unit.w, x + w);
    const bottom = Math.max(unit.y + unit.h, y + h);
    units.set(panel.id, { panelId: panel.id, x: left, y: top, w: right - left, h: bottom - top });
  }
  return [...units.values()];
}

/**
 * The document's items after units have moved or changed size. A repeated panel keeps the size it has in the document:
 * that of its box follows from the number of values.
 */
export function itemsFromUnits(
  units: readonly GridItem[],
  items: readonly GridItem[],
  placed: readonly PlacedPanel[],
): GridItem[] {
  const copies = new Map<number, number>();
  for (const { panel } of placed) copies.set(panel.id, (copies.get(panel.id) ?? 0) + 1);
  const unitOf = new Map(units.map((unit) => [unit.panelId, unit]));
  return items.map((item) => {
    const unit = unitOf.get(item.panelId);
    if (unit === undefined) return item;
    const single = (copies.get(item.panelId) ?? 1) <= 1;
    return single ? unit : { ...item, x: Math.min(unit.x, 24 - item.w), y: unit.y };
  });
}
