'use client';

import type { PointerEvent } from 'react';
import { ColumnFilter } from './ColumnFilter';
import type { ColumnFilters } from './columnFilter';
import styles from './table.module.css';
import type { TableColumn, TableSort } from './tableModel';

interface TableHeadProps {
  readonly columns: readonly TableColumn[];
  readonly sort: TableSort | null;
  readonly filters: ColumnFilters;
  /** Texts that a column's filter offers. */
  readonly choices: (column: TableColumn) => readonly string[];
  readonly onSort: (key: number) => void;
  readonly onFilter: (key: number, chosen: ReadonlySet<string>) => void;
  /** Widths in CSS pixels as they are laid out, by column. */
  readonly onResize: (key: number, widthPx: number) => void;
}

const MIN_COLUMN_PX = 40;

function ResizeHandle({ column, onResize }: { column: TableColumn; onResize: TableHeadProps['onResize'] }) {
  const start = (event: PointerEvent<HTMLElement>) => {
    const cell = event.currentTarget.parentElement;
    if (!cell) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const offset = cell.getBoundingClientRect().width - event.clientX;
    const handle = event.currentTarget;
    const move = (moved: globalThis.PointerEvent) =>
      onResize(column.key, Math.max(MIN_COLUMN_PX, Math.round(offset + moved.clientX)));
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  return <span className={styles['handle']} onPointerDown={start} aria-hidden="true" />;
}

function sortName(sort: TableSort | null, key: number): 'ascending' | 'descending' | 'none' {
  if (sort?.key !== key) return 'none';
  return sort.descending ? 'descending' : 'ascending';
}

const NONE: ReadonlySet<string> = new Set();

/** The sticky head: click sorts, the edge of a column resizes it. */
export function TableHead({ columns, sort, filters, choices, onSort, onFilter, onResize }: TableHeadProps) {
  return (
    <thead className={styles['head']}>
      <tr>
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            className={styles['headCell']}
            data-filter={column.style.filterable || undefined}
            aria-sort={sortName(sort, column.key)}
          >
            <button
              type="button"
              className={styles['sort']}
              style={{ textAlign: column.align }}
              title={column.name}
              onClick={() => onSort(column.key)}
            >
              {sort?.key === column.key && <span aria-hidden="true">{sort.descending ? '↓ ' : '↑ '}</span>}
              {column.name}
            </button>
            {column.style.filterable ? (
              <ColumnFilter
                name={column.name}
                choices={() => choices(column)}
                chosen={filters.get(column.key) ?? NONE}
                onChange={(chosen) => onFilter(column.key, chosen)}
              />
            ) : null}
            <ResizeHandle column={column} onResize={onResize} />
          </th>
        ))}
      </tr>
    </thead>
  );
}
