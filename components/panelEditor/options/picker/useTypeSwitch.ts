'use client';

import { useRef } from 'react';
import type { PanelType } from '@/components/panels/panelType';
import type { Panel } from '@/lib/dashboard/document';
import { remember, switchType, type TypeMemory } from '../switchType';

/** Turns the panel into another type, and keeps what it was for the way back while the editor is open. */
export function useTypeSwitch(panel: Panel, onChange: (label: string, panel: Panel) => void) {
  const memory = useRef<{ readonly panelId: number; readonly types: TypeMemory }>({ panelId: panel.id, types: {} });
  return (type: PanelType<unknown>): void => {
    const known = memory.current.panelId === panel.id ? memory.current.types : {};
    const types = remember(known, panel);
    memory.current = { panelId: panel.id, types };
    const next = switchType(panel, type, types);
    if (next !== panel) onChange(`Change to ${type.name.toLowerCase()}`, next);
  };
}
