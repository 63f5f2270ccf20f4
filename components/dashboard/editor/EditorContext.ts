'use client';

import { createContext, useContext } from 'react';
import type { Dashboard } from '@/lib/dashboard/document';

/** What the server knows about the dashboard on the page, beside the document. */
export interface StoredInfo {
  /** '' until it was saved for the first time. */
  readonly uid: string;
  /** Counts saves; 0 until the first one. A save names the version it is based on. */
  readonly version: number;
  /** '' outside of folders. */
  readonly folderUid: string;
  readonly folderTitle: string;
}

/** A pure edit of the document (lib/dashboard/edit). */
export type DashboardEdit = (dashboard: Dashboard) => Dashboard;

/** The dashboard of the page and its editing: draft, undo, save. */
export interface DashboardEditor {
  /** What is shown: the draft while there is one, else what is stored. */
  readonly dashboard: Dashboard;
  /** What was last loaded or saved. */
  readonly stored: Dashboard;
  readonly info: StoredInfo;
  /** Whether the visitor may edit it at all. */
  readonly canEdit: boolean;
  /** Edit mode: panels can be dragged, added, removed. Panel editor and settings edit without it, too. */
  readonly editing: boolean;
  readonly dirty: boolean;
  /**
   * Changes the draft as one step of undo, named for its button ("Move panel"). Steps that follow each other with the
   * same `group` are one step: typing into a field, dragging a slider. An edit that gives the same object is none.
   */
  readonly edit: (label: string, change: DashboardEdit, group?: string) => void;
  /** Label of what undo takes back; undefined when there is nothing. */
  readonly undoLabel: string | undefined;
  readonly redoLabel: string | undefined;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly startEditing: () => void;
  /** Leaves edit mode; the draft stays until it is saved or discarded. */
  readonly stopEditing: () => void;
  /** Opens the dialog that saves: message, title and folder of a new one, conflict with a newer version. */
  readonly openSave: () => void;
  /** Back to what is stored, after a confirmation when there are changes. */
  readonly discard: () => void;
}

export const EditorContext = createContext<DashboardEditor | undefined>(undefined);

export function useEditor(): DashboardEditor {
  const editor = useContext(EditorContext);
  if (editor === undefined) throw new Error('BUG: useEditor outside of a dashboard');
  return editor;
}
