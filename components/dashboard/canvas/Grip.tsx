'use client';

import { IconGripVertical } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { GridItem, Panel } from '@/lib/dashboard/document';
import { placePanels } from '@/lib/dashboard/edit/place';
import { useDashboard } from '../DashboardContext';
import { useEditor } from '../editor/EditorContext';
import classes from '../panel.module.css';
import { useCanvas } from './CanvasContext';
import { type Direction, growInGrid, nudgeInGrid } from './gridMoves';
import { itemsFromUnits, unitsOf } from './repeatUnits';

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
]);

/** Takes hold of a panel: by pointer as the whole header does, by key with the arrows. */
export function Grip({ panel, title }: { readonly panel: Panel; readonly title: string }) {
  const move = useKeyMoves(panel, title);
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = DIRECTIONS.get(event.key);
    if (direction === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    move(direction, event.shiftKey);
  };
  const name = title || panel.type;
  return (
    <button
      type="button"
      className={classes.grip}
      data-grip
      aria-label={`Move ${name}: arrow keys move it, Shift and arrow keys resize it`}
      title="Drag to move. Arrow keys move, Shift+arrow keys resize."
      onKeyDown={onKeyDown}
    >
      <IconGripVertical size={14} aria-hidden />
    </button>
  );
}

function useKeyMoves(panel: Panel, title: string) {
  const { dashboard, edit } = useEditor();
  const { sections } = useDashboard();
  const { announce } = useCanvas();
  return (direction: Direction, resize: boolean) => {
    const index = dashboard.layout.findIndex(({ items }) => items.some(({ panelId }) => panelId === panel.id));
    const placed = sections.find((section) => section.index === index && section.copy === 0)?.panels ?? [];
    const items = dashboard.layout[index]?.items ?? [];
    const units = unitsOf(placed);
    const change = resize ? growInGrid : nudgeInGrid;
    const next = itemsFromUnits(change(units, panel.id, direction), items, placed);
    const [label, group] = resize ? ['Resize panel', 'resize'] : ['Move panel', 'move'];
    edit(label, (known) => placePanels(known, index, next), `${group}-${panel.id}`);
    announce(
      placeText(
        title || panel.type,
        next.find(({ panelId }) => panelId === panel.id),
        resize,
      ),
    );
  };
}

function placeText(name: string, item: GridItem | undefined, resize: boolean): string {
  if (item === undefined) return '';
  const { x, y, w, h } = item;
  return resize ? `${name}: ${w} columns wide, ${h} rows high` : `${name}: column ${x + 1}, row ${y + 1}`;
}
