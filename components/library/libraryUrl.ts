import { SORT_ORDERS, type SortOrder } from '@/lib/api/library';

export type LibraryView = 'all' | 'recent' | 'deleted';

/** What the list of dashboards shows; all of it is in the address. */
export interface LibraryState {
  readonly view: LibraryView;
  readonly query: string;
  /** All of these. */
  readonly tags: readonly string[];
  readonly starred: boolean;
  readonly sort: SortOrder;
}

const MAX_QUERY = 200;

/** Reads the state from an address that anybody may have written. */
export function readLibraryState(params: URLSearchParams): LibraryState {
  const view = params.get('view');
  const sort = params.get('sort');
  return {
    view: view === 'recent' || view === 'deleted' ? view : 'all',
    query: (params.get('query') ?? '').slice(0, MAX_QUERY),
    tags: [...new Set(params.getAll('tag'))].slice(0, 20),
    starred: params.get('starred') === 'true',
    sort: SORT_ORDERS.find((known) => known === sort) ?? 'alpha-asc',
  };
}

/** The query of the address for a state; what has its default is left out. Other parameters stay. */
export function writeLibraryState(params: URLSearchParams, state: LibraryState): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ['view', 'query', 'tag', 'starred', 'sort']) next.delete(name);
  if (state.view !== 'all') next.set('view', state.view);
  if (state.query !== '') next.set('query', state.query);
  for (const tag of state.tags) next.append('tag', tag);
  if (state.starred) next.set('starred', 'true');
  if (state.sort !== 'alpha-asc') next.set('sort', state.sort);
  return next;
}

/** Whether something narrows the list. */
export function isFiltered({ query, tags, starred }: LibraryState): boolean {
  return query.trim() !== '' || tags.length > 0 || starred;
}
