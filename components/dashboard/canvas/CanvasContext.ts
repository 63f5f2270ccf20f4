'use client';

import { createContext, useContext } from 'react';
import type { CollapsedRows } from './collapsedRows';
import type { DragStore } from './dragStore';
import type { LegendSwitches } from './legendSwitches';

/** What panels and rows need to be arranged on the page. */
export interface Canvas {
  /** Edit mode: rows and panels show how they can be changed. */
  readonly editing: boolean;
  readonly drag: DragStore;
  readonly legends: LegendSwitches;
  readonly rows: CollapsedRows;
  /** Tells a screen reader what has changed. */
  readonly announce: (message: string) => void;
  /** Shows why something could not be done; undefined takes the message away. */
  readonly complain: (problem: string | undefined) => void;
}

export const CanvasContext = createContext<Canvas | undefined>(undefined);

export function useCanvas(): Canvas {
  const canvas = useContext(CanvasContext);
  if (canvas === undefined) throw new Error('BUG: useCanvas outside of a dashboard');
  return canvas;
}
