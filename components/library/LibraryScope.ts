'use client';

import { createContext, useContext } from 'react';
import type { Folder } from '@/lib/api/responses/library';
import type { FolderNode } from './folderTree';
import type { LibraryState } from './libraryUrl';
import type { DashboardActions } from './useDashboardActions';
import type { FolderActions } from './useFolderActions';

/** What every part of the library page shares. */
export interface LibraryScope {
  readonly state: LibraryState;
  readonly change: (part: Partial<LibraryState>) => void;
  /** The folder the page is in; undefined on the page of all dashboards. */
  readonly folder: Folder | undefined;
  readonly tree: readonly FolderNode[];
  /** Whether the visitor may change dashboards and folders. */
  readonly mayEdit: boolean;
  /** Whether the visitor has stars: only who signed in. */
  readonly mayStar: boolean;
  readonly dashboards: DashboardActions;
  readonly folders: FolderActions;
  readonly selected: ReadonlySet<string>;
  readonly select: (uids: readonly string[], on: boolean) => void;
  readonly clearSelection: () => void;
}

export const LibraryContext = createContext<LibraryScope | undefined>(undefined);

export function useLibraryScope(): LibraryScope {
  const scope = useContext(LibraryContext);
  if (scope === undefined) throw new Error('BUG: useLibraryScope outside of the library page');
  return scope;
}
