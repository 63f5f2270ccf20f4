'use client';

import { useEffect, useEffectEvent } from 'react';
import type { DashboardEditor } from './EditorContext';

/** Ctrl+S saves, Ctrl+Z undoes, Ctrl+Shift+Z and Ctrl+Y redo; ⌘ on a Mac. Text fields keep their own undo. */
export function useEditorKeys({ canEdit, openSave, undo, redo, undoLabel, redoLabel }: DashboardEditor): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !canEdit || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key === 's' && !event.shiftKey) {
      event.preventDefault();
      if (!isIn(event.target, '[role="dialog"]')) openSave();
    } else if ((key === 'z' || (key === 'y' && !event.shiftKey)) && !isIn(event.target, OWN_UNDO)) {
      const back = key === 'z' && !event.shiftKey;
      if ((back ? undoLabel : redoLabel) === undefined) return;
      event.preventDefault();
      if (back) undo();
      else redo();
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

const OWN_UNDO = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="dialog"]';

function isIn(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
