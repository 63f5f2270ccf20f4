'use client';

import { useCallback, useState } from 'react';
import { ADD_PANEL } from '@/components/dashboard/canvas/usePanelActions';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import type { Panel } from '@/lib/dashboard/document';
import { removePanel, replacePanel } from '@/lib/dashboard/edit/panels';

/** Puts the panel into the draft as one step of undo. Steps of the same `group` that follow each other are one. */
export type ChangePanel = (label: string, panel: Panel, group?: string) => void;

export interface PanelDraft {
  readonly panel: Panel;
  readonly change: ChangePanel;
  /** It differs from what it was when the editor opened. */
  readonly changed: boolean;
  /** Back to what it was when the editor opened, as a step of undo; away with it when it was added for this. */
  readonly discard: () => void;
  /** It was added for this visit of the editor, so that there is nothing to go back to. */
  readonly isFresh: boolean;
  /** It was never saved. */
  readonly isNew: boolean;
}

/** The panel that is edited; undefined when the dashboard has none of that id. */
export function usePanelDraft(panelId: number): PanelDraft | undefined {
  const { dashboard, stored, edit, undoLabel } = useEditor();
  const panel = dashboard.panels[panelId];
  const isNew = stored.panels[panelId] === undefined;
  const [opened, setOpened] = useState({ panel, isFresh: isNew && undoLabel === ADD_PANEL });
  if (opened.panel?.id !== panelId && panel !== undefined)
    setOpened({ panel, isFresh: isNew && undoLabel === ADD_PANEL });
  const change = useCallback<ChangePanel>(
    (label, next, group) => {
      const groupName = group === undefined ? undefined : `panel-${next.id}-${group}`;
      edit(label, (draft) => replacePanel(draft, next), groupName);
    },
    [edit],
  );
  const discard = useCallback(() => {
    const { panel: before, isFresh } = opened;
    if (isFresh) edit('Discard new panel', (draft) => removePanel(draft, panelId));
    else if (before !== undefined) edit('Discard panel changes', (draft) => replacePanel(draft, before));
  }, [edit, opened, panelId]);
  if (panel === undefined) return undefined;
  return { panel, change, changed: panel !== opened.panel, discard, isNew, isFresh: opened.isFresh };
}
