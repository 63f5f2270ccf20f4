'use client';

import { useMemo } from 'react';
import { toast } from '@/components/shell/toasts';
import type { Panel } from '@/lib/dashboard/document';
import { pastePanel } from '@/lib/dashboard/edit/clipboard';
import { addPanel, duplicatePanel, newPanel, removePanel } from '@/lib/dashboard/edit/panels';
import { movePanel } from '@/lib/dashboard/edit/place';
import { useDashboard } from '../DashboardContext';
import { useEditor } from '../editor/EditorContext';
import { useCanvas } from './CanvasContext';
import { readPanel, writePanel } from './panelClipboard';
import { showPanel } from './showPanel';

export interface PanelActions {
  /** Adds a panel, to a row when one is named, and opens its editor. */
  readonly add: (type?: string, rowId?: number) => void;
  readonly paste: (rowId?: number) => Promise<void>;
  /** Adds the panel that a text holds. */
  readonly pasteText: (text: string) => void;
  readonly duplicate: (panel: Panel) => void;
  readonly copy: (panel: Panel) => Promise<void>;
  /** `section` is an index of the layout; TOP_SECTION is the grid above all rows. */
  readonly moveTo: (panel: Panel, section: number) => void;
  readonly remove: (panel: Panel) => void;
}

/** Label of the step of undo that puts a new panel on the dashboard and opens its editor. */
export const ADD_PANEL = 'Add panel';

/** What can be done with panels; each change turns edit mode on, so that it can be seen, undone and saved. */
export function usePanelActions(): PanelActions {
  const { dashboard, edit, editing, startEditing, undo } = useEditor();
  const { view } = useDashboard();
  const { announce, complain } = useCanvas();
  return useMemo(() => {
    const insert = (label: string, panel: Omit<Panel, 'id'>, rowId?: number): number => {
      const added = addPanel(dashboard, panel, rowId === undefined ? {} : { rowId });
      if (!editing) startEditing();
      edit(label, () => added.dashboard);
      return added.panelId;
    };
    const change = (label: string, apply: Parameters<typeof edit>[1]) => {
      if (!editing) startEditing();
      edit(label, apply);
    };
    const insertPasted = (panel: ReturnType<typeof pastePanel>, rowId?: number) => {
      if ('problem' in panel) return complain(panel.problem);
      complain(undefined);
      showPanel(insert('Paste panel', panel, rowId));
      announce(`Pasted ${panel.title || panel.type}`);
    };
    return {
      add: (type, rowId) => view.openPanelEditor(insert(ADD_PANEL, newPanel(type), rowId)),
      paste: async (rowId) => insertPasted(await readPanel(), rowId),
      pasteText: (text) => insertPasted(pastePanel(text)),
      duplicate: (panel) => {
        const copy = duplicatePanel(dashboard, panel.id);
        change('Duplicate panel', () => copy.dashboard);
        announce(`Duplicated ${panel.title || panel.type}`);
        showPanel(copy.panelId);
      },
      copy: async (panel) => {
        await writePanel(panel);
        announce(`Copied ${panel.title || panel.type}`);
      },
      moveTo: (panel, section) => {
        change('Move panel', (known) => movePanel(known, panel.id, section));
        announce(`Moved ${panel.title || panel.type}`);
        showPanel(panel.id);
      },
      remove: (panel) => {
        change('Remove panel', (known) => removePanel(known, panel.id));
        toast(`Removed ${panel.title || panel.type}`, { label: 'Undo', run: undo });
      },
    };
  }, [dashboard, edit, editing, startEditing, undo, view, announce, complain]);
}
