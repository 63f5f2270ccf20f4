/** The draft of a dashboard as pure state: what is stored, what was changed, what can be undone. */
import type { Dashboard } from '@/lib/dashboard/document';
import {
  beginHistory,
  closedHistory,
  type History,
  mapHistory,
  redone,
  undone,
  withStep,
} from '@/lib/dashboard/history/history';
import { sameJson } from '@/lib/dashboard/sameJson';
import type { DashboardEdit, StoredInfo } from './EditorContext';

export interface DraftState {
  /** What was last loaded or saved. */
  readonly stored: Dashboard;
  readonly info: StoredInfo;
  readonly history: History<Dashboard>;
  readonly dirty: boolean;
  readonly editing: boolean;
}

export type DraftAction =
  | {
      readonly type: 'edit';
      readonly label: string;
      readonly change: DashboardEdit;
      readonly group?: string | undefined;
    }
  | { readonly type: 'undo' | 'redo' | 'discard' }
  | { readonly type: 'setEditing'; readonly editing: boolean }
  /**
   * The draft was stored: it is the base of what follows. `dashboard` is what was stored, `draft` what it was made of:
   * a save may give a uid, a title and default values.
   */
  | { readonly type: 'saved'; readonly draft: Dashboard; readonly dashboard: Dashboard; readonly info: StoredInfo }
  /**
   * Another document is stored now, and shown. Undo ends here: the draft behind it was made on an older version, and
   * to save it as if it were made on this one would overwrite what somebody else saved.
   */
  | { readonly type: 'loaded'; readonly dashboard: Dashboard; readonly info: StoredInfo }
  /** A draft of an earlier visit, made on the version it names. */
  | { readonly type: 'restored'; readonly dashboard: Dashboard; readonly version: number };

export function beginDraft(stored: Dashboard, info: StoredInfo): DraftState {
  // A dashboard that was never saved is there to be edited.
  return { stored, info, history: beginHistory(stored), dirty: false, editing: info.version === 0 };
}

export function reduceDraft(state: DraftState, action: DraftAction): DraftState {
  switch (action.type) {
    case 'edit': {
      const { label, change, group } = action;
      return withHistory(state, withStep(state.history, { label, group, document: change(state.history.present) }));
    }
    case 'undo':
      return withHistory(state, undone(state.history));
    case 'redo':
      return withHistory(state, redone(state.history));
    case 'discard':
      return withHistory(state, step(state, 'Discard changes', state.stored));
    case 'setEditing':
      return state.editing === action.editing ? state : { ...state, editing: action.editing };
    case 'saved':
      return saved(state, action);
    case 'loaded': {
      const { dashboard, info } = action;
      return { ...state, stored: dashboard, info, history: beginHistory(dashboard), dirty: false };
    }
    case 'restored': {
      const info = { ...state.info, version: action.version };
      const history = step(state, 'Restore unsaved changes', { ...action.dashboard, uid: state.stored.uid });
      return { ...withHistory({ ...state, info }, history), editing: true };
    }
  }
}

function withHistory(state: DraftState, history: History<Dashboard>): DraftState {
  if (history === state.history && state.dirty === isDirty(state, history)) return state;
  return { ...state, history, dirty: isDirty(state, history) };
}

function isDirty({ stored }: DraftState, { present }: History<Dashboard>): boolean {
  return !sameJson(present, stored);
}

function step({ history }: DraftState, label: string, document: Dashboard): History<Dashboard> {
  return sameJson(history.present, document) ? history : withStep(closedHistory(history), { label, document });
}

type Saved = Extract<DraftAction, { type: 'saved' }>;

/**
 * Edits made while the request was under way stay unsaved. What the save itself changed is part of every step, so that
 * undo does not take back the title that was given in the dialog.
 */
function saved(state: DraftState, { draft, dashboard, info }: Saved): DraftState {
  const before = new Map<string, unknown>(Object.entries(draft));
  const changed = Object.entries(dashboard).filter(([name, value]) => !sameJson(value, before.get(name)));
  const withSaved = (document: Dashboard): Dashboard => {
    const fields = new Map<string, unknown>(Object.entries(document));
    const same = changed.filter(([name]) => sameJson(fields.get(name), before.get(name)));
    return same.length === 0 ? document : { ...document, ...Object.fromEntries(same) };
  };
  const history = closedHistory(changed.length === 0 ? state.history : mapHistory(state.history, withSaved));
  return withHistory({ ...state, stored: dashboard, info }, history);
}
