'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { listVersions } from '@/lib/api/library';
import type { DashboardVersion } from '@/lib/api/responses/library';

const PAGE = 25;

export interface Versions {
  /** Newest first; undefined until the first are there. */
  readonly versions: readonly DashboardVersion[] | undefined;
  readonly failure: Error | null;
  readonly more: boolean;
  readonly loading: boolean;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

/** The stored versions of a dashboard, page by page. `newest` is the one that this page knows of. */
export function useVersions(uid: string, newest: number): Versions {
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['versions', uid, newest],
    queryFn: ({ pageParam, signal }) =>
      listVersions(uid, { limit: PAGE, ...(pageParam === 0 ? {} : { before: pageParam }) }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => {
      const last = page.at(-1);
      return page.length < PAGE || last === undefined || last.version <= 1 ? undefined : last.version;
    },
    placeholderData: (known) => known,
  });
  return {
    versions: data?.pages.flat(),
    failure: error,
    more: hasNextPage,
    loading: isFetching,
    loadMore: () => void fetchNextPage(),
    reload: () => void refetch(),
  };
}
