'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useRecents } from '@/components/shell/recents';
import { listFolders, searchLibrary } from '@/lib/api/library';
import type { Folder, SearchHit } from '@/lib/api/responses/library';
import type { LibraryState } from './libraryUrl';

/** All queries whose answers change with the library begin with this key. */
export const LIBRARY_KEY = 'library';

/** As many as the server lists at once. */
export const MAX_DASHBOARDS = 5000;
const DEBOUNCE_MS = 120;

export interface FolderList {
  readonly folders: readonly Folder[];
  readonly loaded: boolean;
  readonly failed: boolean;
}

const NO_FOLDERS: readonly Folder[] = [];

export function useFolders(): FolderList {
  const { data, isError } = useQuery({
    queryKey: [LIBRARY_KEY, 'folders'],
    queryFn: ({ signal }) => listFolders({ signal }),
  });
  return { folders: data ?? NO_FOLDERS, loaded: data !== undefined, failed: isError };
}

/** Every dashboard there is, for the counts beside folders. */
export function useAllDashboards(): readonly SearchHit[] | undefined {
  return useQuery({
    queryKey: [LIBRARY_KEY, 'search', { type: 'dash-db' }],
    queryFn: ({ signal }) => searchLibrary({ type: 'dash-db', limit: MAX_DASHBOARDS }, { signal }),
  }).data;
}

export interface FoundDashboards {
  /** undefined until the first answer. */
  readonly hits: readonly SearchHit[] | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The dashboards that a state asks for; while a new answer is awaited, those of the last one. */
export function useFoundDashboards(state: LibraryState, folderUid: string | undefined): FoundDashboards {
  const [query] = useDebouncedValue(state.query.trim(), state.query === '' ? 0 : DEBOUNCE_MS);
  const search = {
    type: 'dash-db' as const,
    limit: MAX_DASHBOARDS,
    query,
    tags: state.tags,
    sort: state.sort,
    ...(state.starred ? { starred: true } : {}),
    ...(state.view === 'deleted' ? { deleted: true } : {}),
    ...(folderUid === undefined ? {} : { folderUids: [folderUid] }),
  };
  const { data, error, refetch } = useQuery({
    queryKey: [LIBRARY_KEY, 'search', search],
    queryFn: ({ signal }) => searchLibrary(search, { signal }),
    placeholderData: keepPreviousData,
  });
  const recents = useRecents();
  const hits = useMemo(() => {
    if (state.view !== 'recent' || data === undefined) return data;
    return recents.flatMap(({ uid }) => data.filter((hit) => hit.uid === uid));
  }, [data, recents, state.view]);
  return { hits, error, retry: () => void refetch() };
}
