'use client';

import type { PointerEvent } from 'react';
import { moveRow } from '@/lib/dashboard/edit/rows';
import { useEditor } from '../editor/EditorContext';
import type { PlacedSection } from '../repeats';
import { useCanvas } from './CanvasContext';

interface RowTarget {
  readonly element: HTMLElement;
  readonly index: number;
  readonly side: 'before' | 'after';
}

/** Drags a row with its panels to another place among the rows; a line shows where. */
export function useRowDrag(section: PlacedSection, rowId: number): (event: PointerEvent<HTMLElement>) => void {
  const { edit } = useEditor();
  const { announce } = useCanvas();
  return (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    followRow(event.nativeEvent, ({ index, side }) => {
      const among = index > section.index ? index - 1 : index;
      edit('Move row', (known) => moveRow(known, rowId, side === 'before' ? among : among + 1));
      announce('Moved row');
    });
  };
}

function followRow(start: globalThis.PointerEvent, onDrop: (target: RowTarget) => void): void {
  const stop = new AbortController();
  let target: RowTarget | undefined;
  const mark = (next: RowTarget | undefined) => {
    target?.element.removeAttribute('data-drop');
    target = next;
    target?.element.setAttribute('data-drop', target.side);
  };
  const finish = (done: boolean) => {
    const last = target;
    mark(undefined);
    stop.abort();
    if (done && last !== undefined) onDrop(last);
  };
  const { signal } = stop;
  const isMine = (event: globalThis.PointerEvent) => event.pointerId === start.pointerId;
  window.addEventListener('pointermove', (event) => isMine(event) && mark(rowAt(event.clientY)), { signal });
  window.addEventListener('pointerup', (event) => isMine(event) && finish(true), { signal });
  window.addEventListener('pointercancel', (event) => isMine(event) && finish(false), { signal });
  window.addEventListener('keydown', (event) => event.key === 'Escape' && finish(false), { signal });
}

/** The row nearest to a height of the window, and on which side of its middle that is. */
function rowAt(y: number): RowTarget | undefined {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row-index]')];
  const element = rows.find((row) => y < row.getBoundingClientRect().bottom) ?? rows.at(-1);
  if (element === undefined) return undefined;
  const { top, height } = element.getBoundingClientRect();
  return { element, index: Number(element.dataset['rowIndex']), side: y < top + height / 2 ? 'before' : 'after' };
}
