// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be those of an HTML table
// biome-ignore-all lint/a11y/useFocusableInteractive: rows are not interactive, their links are
'use client';

import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Virtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';
import { useNow } from '@/components/ui/useNow';
import type { SortOrder } from '@/lib/api/library';
import type { SearchHit } from '@/lib/api/responses/library';
import { DashboardRow } from './DashboardRow';
import { FolderRow } from './FolderRow';
import type { FolderNode } from './folderTree';
import { useLibraryScope } from './LibraryScope';
import classes from './list.module.css';

export type LibraryRow =
  | { readonly type: 'folder'; readonly node: FolderNode; readonly count: number }
  | { readonly type: 'dashboard'; readonly hit: SearchHit };

/** Height of a row in CSS pixels; list.module.css has the same. */
export const ROW_PX = 44;

interface LibraryTableProps {
  readonly rows: readonly LibraryRow[];
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  readonly scroller: RefObject<HTMLDivElement | null>;
}

/** The rows that are in view, of thousands. */
export function LibraryTable({ rows, virtualizer, scroller }: LibraryTableProps) {
  const { mayEdit, state, selected } = useLibraryScope();
  const nowMs = useNow(60_000);
  return (
    <div
      role="table"
      aria-label="Dashboards"
      aria-rowcount={rows.length + 1}
      className={classes.table}
      data-editable={mayEdit}
    >
      <TableHead rows={rows} />
      <div role="rowgroup" className={classes.scroller} ref={scroller}>
        <div role="presentation" style={{ height: virtualizer.getTotalSize() }} className={classes.space}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <div
                key={row.type === 'folder' ? `folder ${row.node.folder.uid}` : row.hit.uid}
                role="row"
                aria-rowindex={index + 2}
                data-index={index}
                data-selected={row.type === 'dashboard' && selected.has(row.hit.uid)}
                data-trash={state.view === 'deleted'}
                className={classes.row}
                style={{ transform: `translateY(${start}px)` }}
              >
                {row.type === 'folder' ? (
                  <FolderRow node={row.node} count={row.count} />
                ) : (
                  <DashboardRow hit={row.hit} nowMs={nowMs} />
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function TableHead({ rows }: { readonly rows: readonly LibraryRow[] }) {
  const { mayEdit, state, selected, select } = useLibraryScope();
  const uids = rows.flatMap((row) => (row.type === 'dashboard' ? [row.hit.uid] : []));
  const count = uids.filter((uid) => selected.has(uid)).length;
  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} className={classes.head}>
        {mayEdit ? (
          <span role="columnheader" className={classes.check}>
            <Checkbox
              size="xs"
              aria-label="Select all dashboards of the list"
              disabled={uids.length === 0}
              checked={count > 0 && count === uids.length}
              indeterminate={count > 0 && count < uids.length}
              onChange={(event) => select(uids, event.currentTarget.checked)}
            />
          </span>
        ) : null}
        <SortHead label="Name" className={classes.name} orders={['alpha-asc', 'alpha-desc']} />
        <span role="columnheader" className={classes.folder}>
          Folder
        </span>
        <span role="columnheader" className={classes.tags}>
          Tags
        </span>
        <SortHead
          label={state.view === 'deleted' ? 'Deleted' : 'Changed'}
          className={classes.changed}
          orders={['updated-desc', 'updated-asc']}
        />
        <span role="columnheader" className={classes.end}>
          <span className="visuallyHidden">Actions</span>
        </span>
      </div>
    </div>
  );
}

interface SortHeadProps {
  readonly label: string;
  readonly className: string | undefined;
  /** The order of the first click, then of the second. */
  readonly orders: readonly [SortOrder, SortOrder];
}

function SortHead({ label, className, orders }: SortHeadProps) {
  const { state, change } = useLibraryScope();
  const active = orders.includes(state.sort);
  const ascending = state.sort.endsWith('asc');
  const Icon = ascending ? IconArrowUp : IconArrowDown;
  return (
    <span
      role="columnheader"
      className={className}
      aria-sort={active ? (ascending ? 'ascending' : 'descending') : 'none'}
    >
      <button
        type="button"
        className={classes.sort}
        onClick={() => change({ sort: state.sort === orders[0] ? orders[1] : orders[0] })}
      >
        {label}
        {active ? <Icon size={13} stroke={1.8} aria-hidden /> : null}
      </button>
    </span>
  );
}
