import type { Dashboard } from '@/lib/dashboard/document';
import type { DashboardEditor } from './EditorContext';

const nothing = () => undefined;

/** For a page that shows a dashboard which nobody can edit there. */
export function readOnlyEditor(dashboard: Dashboard): DashboardEditor {
  return {
    dashboard,
    stored: dashboard,
    info: { uid: dashboard.uid, version: 0, folderUid: '', folderTitle: '' },
    canEdit: false,
    editing: false,
    dirty: false,
    edit: nothing,
    undoLabel: undefined,
    redoLabel: undefined,
    undo: nothing,
    redo: nothing,
    startEditing: nothing,
    stopEditing: nothing,
    openSave: nothing,
    discard: nothing,
  };
}
