import { useMemo, useState } from 'react';
import type { Frame } from '@/lib/dashboard/frame';
import { type ColumnFilters, filterRows, withFilter } from './columnFilter';
import type { TableOptions } from './options';
import { type CellContext, initialSort, sortRows, type TableColumn, type TableSort } from './tableModel';

const NO_FILTERS: ColumnFilters = new Map();

function nextSort(sort: TableSort | null, key: number): TableSort | null {
  if (sort?.key !== key) return { key, descending: false };
  return sort.descending ? null : { key, descending: true };
}

/** Which rows of a frame a table shows, and in which order; both are the reader's and last as long as the page. */
export function useTableRows(
  frame: Frame,
  columns: readonly TableColumn[],
  options: TableOptions,
  { theme, timeZone, nowMs }: CellContext,
) {
  const [clicked, setClicked] = useState<{ sort: TableSort | null } | null>(null);
  const [filters, setFilters] = useState(NO_FILTERS);
  const sort = clicked ? clicked.sort : initialSort(columns, options);
  const [sortKey, descending] = [sort?.key, sort?.descending ?? false];
  const sorted = useMemo(
    () => sortRows(frame, sortKey === undefined ? null : { key: sortKey, descending }),
    [frame, sortKey, descending],
  );
  const rows = useMemo(
    () => filterRows(sorted, columns, filters, { theme, timeZone, nowMs }),
    [sorted, columns, filters, theme, timeZone, nowMs],
  );
  return {
    rows,
    sort,
    filters,
    sortBy: (key: number) => setClicked({ sort: nextSort(sort, key) }),
    filterBy: (key: number, chosen: ReadonlySet<string>) => setFilters(withFilter(filters, key, chosen)),
  };
}
