'use client';

import { useCallback, useMemo, useState } from 'react';
import { useVisitor } from '@/components/shell/VisitorContext';
import { useUrlParams } from '@/components/ui/useUrlParams';
import type { Folder } from '@/lib/api/responses/library';
import { hasRole } from '@/lib/api/visitor';
import { buildFolderTree } from './folderTree';
import type { LibraryScope } from './LibraryScope';
import { type LibraryState, readLibraryState, writeLibraryState } from './libraryUrl';
import { useDashboardActions } from './useDashboardActions';
import { useFolderActions } from './useFolderActions';

const NOTHING: ReadonlySet<string> = new Set();

/** State, rights and actions of the library page. What is searched lives in the address, what is ticked here. */
export function useLibraryScopeOf(all: readonly Folder[], folder: Folder | undefined): LibraryScope {
  const { params, replace } = useUrlParams();
  const state = useMemo(() => readLibraryState(params), [params]);
  const visitor = useVisitor();
  const tree = useMemo(() => buildFolderTree(all), [all]);
  const dashboards = useDashboardActions();
  const folders = useFolderActions();
  const [selected, setSelected] = useState(NOTHING);
  const clearSelection = useCallback(() => setSelected(NOTHING), []);
  const change = useCallback(
    (part: Partial<LibraryState>) =>
      replace((query) => writeLibraryState(query, { ...readLibraryState(query), ...part })),
    [replace],
  );
  const select = useCallback(
    (uids: readonly string[], on: boolean) =>
      setSelected((known) => new Set(on ? [...known, ...uids] : [...known].filter((uid) => !uids.includes(uid)))),
    [],
  );
  const mayEdit = hasRole(visitor, 'Editor');
  const mayStar = visitor.userId !== null;
  return useMemo(
    () => ({ state, change, folder, tree, mayEdit, mayStar, dashboards, folders, selected, select, clearSelection }),
    [state, change, folder, tree, mayEdit, mayStar, dashboards, folders, selected, select, clearSelection],
  );
}
