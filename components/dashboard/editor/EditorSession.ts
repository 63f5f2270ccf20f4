'use client';

import { createContext, useContext } from 'react';
import type { Dashboard } from '@/lib/dashboard/document';
import type { StoredInfo } from './EditorContext';
import type { DraftOffer } from './useKeptDraft';
import type { NewerVersion } from './useNewerVersion';

export type EditorDialog =
  | { readonly type: 'none' }
  /** `afterwards` goes on with what the changes stood in the way of. */
  | { readonly type: 'save'; readonly afterwards?: () => void }
  | { readonly type: 'discard' }
  | { readonly type: 'leave'; readonly go: () => void };

/** What the dialogs and notices of the editor share; other features use `useEditor`. */
export interface EditorSession extends DraftOffer {
  readonly dialog: EditorDialog;
  readonly show: (dialog: EditorDialog) => void;
  /** Somebody saved a newer version than the one this page is based on. */
  readonly newer: NewerVersion | undefined;
  readonly checkNewer: () => Promise<NewerVersion | undefined>;
  /** `draft` is what the stored dashboard was made of, where the save changed more than the draft says. */
  readonly markSaved: (dashboard: Dashboard, info: StoredInfo, draft?: Dashboard) => void;
  /** Shows what is stored now; changes are offered again, on the version they were made on. */
  readonly loadNewest: () => Promise<void>;
  readonly restoreOffer: () => void;
  readonly dropOffer: () => void;
  readonly dropChanges: () => void;
}

export const EditorSessionContext = createContext<EditorSession | undefined>(undefined);

export function useEditorSession(): EditorSession {
  const session = useContext(EditorSessionContext);
  if (session === undefined) throw new Error('BUG: useEditorSession outside of a dashboard');
  return session;
}
