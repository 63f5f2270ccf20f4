'use client';

import { type ReactNode, useCallback, useEffect, useMemo, useReducer, useState } from 'react';
import { useVisitor } from '@/components/shell/VisitorContext';
import { getDashboard } from '@/lib/api/library';
import { hasRole } from '@/lib/api/visitor';
import type { Dashboard } from '@/lib/dashboard/document';
import { redoLabel, undoLabel } from '@/lib/dashboard/history/history';
import { readClassic } from '@/lib/grafana/classic';
import { beginDraft, type DraftAction, type DraftState, reduceDraft } from './draftState';
import { type DashboardEditor, EditorContext, type StoredInfo } from './EditorContext';
import { type EditorDialog, type EditorSession, EditorSessionContext } from './EditorSession';
import { browserDrafts, dropDraft } from './keptDrafts';
import { useEditorKeys } from './useEditorKeys';
import { useKeptDraft } from './useKeptDraft';
import { useLeaveGuard } from './useLeaveGuard';
import { useNewerVersion } from './useNewerVersion';

interface EditorProviderProps {
  readonly dashboard: Dashboard;
  readonly info: StoredInfo;
  readonly children: ReactNode;
}

type Dispatch = (action: DraftAction) => void;

/** Holds the draft of a dashboard for all below: `useEditor` reads and changes it. */
export function EditorProvider({ dashboard, info, children }: EditorProviderProps) {
  const [state, dispatch] = useReducer(reduceDraft, undefined, () => beginDraft(dashboard, info));
  const [dialog, show] = useState<EditorDialog>({ type: 'none' });
  const canEdit = hasRole(useVisitor(), 'Editor');
  useNewProps(dashboard, info, state, dispatch);
  const editor = useEditorValue(state, dispatch, canEdit, show);
  const session = useSession(state, dispatch, canEdit, { dialog, show });
  useEditorKeys(editor);
  useLeaveGuard(
    state.dirty && canEdit,
    useCallback((go) => show({ type: 'leave', go }), []),
  );
  return (
    <EditorContext value={editor}>
      <EditorSessionContext value={session}>{children}</EditorSessionContext>
    </EditorContext>
  );
}

/** What the server sends again, after a version was restored for example, replaces what nobody changed. */
function useNewProps(dashboard: Dashboard, info: StoredInfo, state: DraftState, dispatch: Dispatch): void {
  const isNewer = info.uid === state.info.uid && info.version > state.info.version && !state.dirty;
  useEffect(() => {
    if (isNewer) dispatch({ type: 'loaded', dashboard, info });
  }, [isNewer, dashboard, info, dispatch]);
}

function useEditorValue(
  state: DraftState,
  dispatch: Dispatch,
  canEdit: boolean,
  show: (dialog: EditorDialog) => void,
): DashboardEditor {
  const { stored, info, history, dirty, editing } = state;
  const actions = useMemo(
    () => ({
      edit: (label: string, change: (dashboard: Dashboard) => Dashboard, group?: string) =>
        dispatch({ type: 'edit', label, change, group }),
      undo: () => dispatch({ type: 'undo' }),
      redo: () => dispatch({ type: 'redo' }),
      startEditing: () => dispatch({ type: 'setEditing', editing: true }),
      stopEditing: () => dispatch({ type: 'setEditing', editing: false }),
      openSave: () => show({ type: 'save' }),
    }),
    [dispatch, show],
  );
  return useMemo(
    () => ({
      ...actions,
      dashboard: history.present,
      stored,
      info,
      canEdit,
      editing: editing && canEdit,
      dirty,
      undoLabel: undoLabel(history),
      redoLabel: redoLabel(history),
      discard: () => {
        if (dirty) show({ type: 'discard' });
      },
    }),
    [actions, stored, info, history, dirty, editing, canEdit, show],
  );
}

function useSession(
  state: DraftState,
  dispatch: Dispatch,
  canEdit: boolean,
  dialogs: Pick<EditorSession, 'dialog' | 'show'>,
): EditorSession {
  const { info, history, dirty } = state;
  const { newer, check } = useNewerVersion(info);
  const draft = useKeptDraft(state, canEdit);
  const loadNewest = async () => {
    const { meta, dashboard: json } = await getDashboard(info.uid);
    if (dirty) draft.setOffer({ dashboard: history.present, version: info.version, savedMs: Date.now() });
    const { version, folderUid, folderTitle } = meta;
    const dashboard = { ...readClassic(json).dashboard, uid: info.uid };
    dispatch({ type: 'loaded', dashboard, info: { uid: info.uid, version, folderUid, folderTitle } });
  };
  return {
    ...dialogs,
    ...draft,
    newer,
    checkNewer: check,
    loadNewest,
    markSaved: (dashboard, saved, base = dashboard) => {
      // A first save changes the name under which the draft is kept.
      if (saved.uid !== info.uid) dropDraft(browserDrafts(), info.uid);
      dispatch({ type: 'saved', draft: base, dashboard, info: saved });
    },
    restoreOffer: () => {
      const { offer } = draft;
      if (offer === undefined) return;
      dispatch({ type: 'restored', dashboard: offer.dashboard, version: offer.version });
      draft.setOffer(undefined);
    },
    dropOffer: () => draft.setOffer(undefined),
    dropChanges: () => dispatch({ type: 'discard' }),
  };
}
