'use client';

import { useCallback, useState } from 'react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import type { Panel } from '@/lib/dashboard/document';
import { replacePanel } from '@/lib/dashboard/edit/panels';

/** Puts the panel into the draft as one step of undo. Steps of the same `group` that follow each other are one. */
export type ChangePanel = (label: string, panel: Panel, group?: string) => void;

export interface PanelDraft {
  readonly panel: Panel;
  readonly change: ChangePanel;
  /** It differs from what it was when the editor opened. */
  readonly changed: boolean;
  /** Back to what it was when the editor opened, as a step of undo. */
  readonly discard: () => void;
  /** It was never saved. */
  readonly isNew: boolean;
}

/** The panel that is edited; undefined when the dashboard has none of that id. */
export function usePanelDraft(panelId: number): PanelDraft | undefined {
  const { dashboard, stored, edit } = useEditor();
  const panel = dashboard.panels[panelId];
  const [opened, setOpened] = useState(panel);
  if (opened?.id !== panelId && panel !== undefined) setOpened(panel);
  const change = useCallback<ChangePanel>(
    (label, next, group) => {
      const groupName = group === undefined ? undefined : `panel-${next.id}-${group}`;
      edit(label, (draft) => replacePanel(draft, next), groupName);
    },
    [edit],
  );
  const discard = useCallback(() => {
    if (opened !== undefined) edit('Discard panel changes', (draft) => replacePanel(draft, opened));
  }, [edit, opened]);
  if (panel === undefined) return undefined;
  return { panel, change, changed: panel !== opened, discard, isNew: stored.panels[panelId] === undefined };
}
