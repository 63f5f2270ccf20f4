import { useQuery } from '@tanstack/react-query';
import { useRecents } from '@/components/shell/recents';
import { type LibrarySearch, searchLibrary } from '@/lib/api/library';
import type { SearchHit } from '@/lib/api/responses/library';
import { dashboardPath } from '@/lib/dashboard/dashboardPath';
import type { DashListOptions } from './options';

export interface ListedDashboard {
  readonly uid: string;
  readonly title: string;
  readonly url: string;
  readonly folder: string;
}

export interface DashList {
  readonly heading: string;
  /** Undefined until known. */
  readonly dashboards: readonly ListedDashboard[] | undefined;
  readonly failure: Error | null;
  /** What to say when there are none. */
  readonly nothing: string;
}

/** The lists that the options ask for, in their order. */
export function useDashLists(options: DashListOptions): DashList[] {
  const { query, tags, folderUID, maxItems } = options;
  const folderUids = folderUID === undefined ? [] : [folderUID];
  const starred = useSearch({ starred: true, limit: maxItems }, options.showStarred);
  const found = useSearch({ query, tags, folderUids, limit: maxItems, sort: 'alpha-asc' }, options.showSearch);
  const recents = useRecents();
  const recent = recents
    .slice(0, maxItems)
    .map(({ uid, title }) => ({ uid, title, url: dashboardPath({ uid, title }), folder: '' }));
  const nothing = 'No dashboard matches. Change words and tags in the panel’s options.';
  return [
    ...(options.showStarred
      ? [{ heading: 'Starred', ...starred, nothing: 'Nothing starred yet. The star beside a title does it.' }]
      : []),
    ...(options.showRecentlyViewed
      ? [{ heading: 'Recently viewed', dashboards: recent, failure: null, nothing: 'Nothing viewed yet.' }]
      : []),
    ...(options.showSearch ? [{ heading: 'Found', ...found, nothing }] : []),
  ];
}

function useSearch(search: LibrarySearch, enabled: boolean): Pick<DashList, 'dashboards' | 'failure'> {
  const wanted: LibrarySearch = { type: 'dash-db', ...search };
  const { data, error } = useQuery({
    // Begins as the keys of the library do, so that a star shows at once.
    queryKey: ['library', 'search', wanted],
    queryFn: ({ signal }) => searchLibrary(wanted, { signal }),
    enabled,
  });
  return { dashboards: data?.map(toListed), failure: error };
}

function toListed({ uid, title, url, folderTitle }: SearchHit): ListedDashboard {
  return { uid, title, url, folder: folderTitle };
}
