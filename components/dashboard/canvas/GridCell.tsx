'use client';

import { memo, type PointerEvent, useCallback, useRef, useState } from 'react';
import { useReached } from '@/components/ui/useReached';
import { useDashboard } from '../DashboardContext';
import { DistantPanel } from '../DistantPanel';
import { useEditor } from '../editor/EditorContext';
import classes from '../grid.module.css';
import { PanelCard } from '../PanelCard';
import type { PlacedPanel, PlacedSection } from '../repeats';
import { useCanvas } from './CanvasContext';
import type { RunningDrag } from './dragStore';
import { dropPanel } from './dropPreview';
import { followPointer } from './gridGesture';
import { placeStyle } from './placeStyle';

interface GridCellProps {
  readonly placed: PlacedPanel;
  /** Where it stands now; during a drag not where the document says. */
  readonly place: PlacedPanel;
  readonly section: PlacedSection;
  readonly hidden: boolean;
  readonly dragged: RunningDrag['type'] | undefined;
}

/** Types that stand two in a row on the phone. */
const SMALL_TYPES = new Set(['stat', 'singlestat', 'gauge']);
/** So many panels of a section are made at once; in larger sections each waits until its place comes near. */
const MADE_AT_ONCE = 60;

/** The place of one panel: its header drags it, its corner resizes it. */
export const GridCell = memo(function GridCell({ placed, place, section, hidden, dragged }: GridCellProps) {
  const { editing } = useCanvas();
  const shown = useUnplaced(placed);
  const begin = useGesture(placed, section);
  const { panel, key } = placed;
  const cell = useRef<HTMLDivElement>(null);
  const reached = useReached(cell, section.panels.length <= MADE_AT_ONCE);
  const arranging = editing && section.copy === 0;
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (arranging && isHandle(event.target)) begin('move', event);
  };
  return (
    <div
      ref={cell}
      className={classes.cell}
      hidden={hidden}
      data-small={SMALL_TYPES.has(panel.type) || undefined}
      data-unit={`${section.key}/${panel.id}`}
      data-dragged={dragged}
      style={placeStyle(place)}
      onPointerDown={onPointerDown}
    >
      {reached === true ? (
        <PanelCard placed={shown} copy={section.copy > 0 || key !== String(panel.id)} />
      ) : (
        <DistantPanel placed={shown} known={reached === false} />
      )}
      {arranging ? (
        <span className={classes.resize} aria-hidden onPointerDown={(event) => begin('resize', event)} />
      ) : null}
    </div>
  );
});

/** The same object for the same panel wherever it stands, so that a drag draws no panel anew. */
function useUnplaced(placed: PlacedPanel): PlacedPanel {
  const [kept, setKept] = useState(placed);
  if (kept === placed || isSameShown(kept, placed)) return kept;
  setKept(placed);
  return placed;
}

function isSameShown(a: PlacedPanel, b: PlacedPanel): boolean {
  if (a.panel !== b.panel || a.key !== b.key || a.variables.length !== b.variables.length) return false;
  return a.variables === b.variables || JSON.stringify(a.variables) === JSON.stringify(b.variables);
}

function useGesture(placed: PlacedPanel, section: PlacedSection) {
  const { sections } = useDashboard();
  const { dashboard, edit } = useEditor();
  const { drag: store, announce } = useCanvas();
  const { panel } = placed;
  return useCallback(
    (type: RunningDrag['type'], event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || window.matchMedia('(max-width: 768px)').matches) return;
      event.preventDefault();
      event.stopPropagation();
      const cell = event.currentTarget.closest<HTMLElement>('[data-unit]');
      const cells = type === 'resize' && cell !== null ? [cell] : cellsOf(`${section.key}/${panel.id}`);
      followPointer(event.nativeEvent, {
        ...{ type, dashboard, sections, panelId: panel.id, from: section.index, cells, store },
        onDrop: (drag) => {
          edit(type === 'move' ? 'Move panel' : 'Resize panel', (known) => dropPanel(known, drag));
          announce(`${type === 'move' ? 'Moved' : 'Resized'} ${panel.title || panel.type}`);
        },
      });
    },
    [dashboard, sections, section, panel, edit, store, announce],
  );
}

/** The cells of a panel and its copies. */
function cellsOf(unit: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`[data-unit="${CSS.escape(unit)}"]`)];
}

/** The header drags, but not the buttons in it. */
function isHandle(target: EventTarget): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('[data-drag-handle]') !== null && target.closest('button:not([data-grip]), a') === null;
}
