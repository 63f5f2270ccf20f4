'use client';

import { useCallback, useMemo, useState } from 'react';
import { useEditor } from '../editor/EditorContext';
import type { Canvas } from './CanvasContext';
import { CollapsedRows } from './collapsedRows';
import { DragStore } from './dragStore';
import { LegendSwitches } from './legendSwitches';

interface CanvasState {
  readonly canvas: Canvas;
  /** What a screen reader is told next. */
  readonly announcement: string;
  readonly problem: string | undefined;
}

/** What the page keeps beside the document: a drag, switched legends, opened rows, messages. */
export function useCanvasState(dashboardUid: string): CanvasState {
  const { editing } = useEditor();
  const [drag] = useState(() => new DragStore());
  const [legends] = useState(() => new LegendSwitches());
  const rows = useMemo(() => new CollapsedRows(dashboardUid), [dashboardUid]);
  const [announcement, setAnnouncement] = useState('');
  const [problem, complain] = useState<string>();
  // The same words twice are news twice.
  const announce = useCallback(
    (message: string) => setAnnouncement((last) => (last === message ? `${message}\u00a0` : message)),
    [],
  );
  const canvas = useMemo(
    () => ({ editing, drag, legends, rows, announce, complain }),
    [editing, drag, legends, rows, announce],
  );
  return { canvas, announcement, problem };
}
