'use client';

import { addRow } from '@/lib/dashboard/edit/rows';
import { useEditor } from '../editor/EditorContext';
import { useCanvas } from './CanvasContext';

/** Adds an open row at the end of the dashboard and brings it into sight. */
export function useAddRow(): () => void {
  const { edit, editing, startEditing } = useEditor();
  const { announce } = useCanvas();
  return () => {
    if (!editing) startEditing();
    edit('Add row', (known) => addRow(known, 'Row').dashboard);
    announce('Added a row at the end');
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        [...document.querySelectorAll('[data-row-index]')].at(-1)?.scrollIntoView({ block: 'nearest' }),
      ),
    );
  };
}
