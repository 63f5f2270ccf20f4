'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { DataColumn, DataTable } from '@/lib/dashboard/inspect/dataTable';
import classes from './inspect.module.css';

const ROW_PX = 26;
/** Wider tables are read in the CSV file. */
const MAX_COLUMNS = 60;
const MAX_TEXT = 500;

interface InspectTableProps {
  readonly table: DataTable;
  readonly formatted: boolean;
}

/** Columns and rows as they are; only the rows in sight exist. */
export function InspectTable({ table, formatted }: InspectTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const columns = table.columns.slice(0, MAX_COLUMNS);
  const more = table.columns.length - columns.length;
  const rows = useVirtualizer({
    count: table.rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const items = rows.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = rows.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <>
      <section
        ref={scroller}
        className={classes.scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-label="Data"
      >
        <table className={classes.table} aria-rowcount={table.rows + 1}>
          <thead>
            <tr>
              {columns.map((column, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns may share a name
                <th key={index} scope="col" title={column.name} data-type={column.type}>
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {before > 0 ? <tr aria-hidden style={{ height: before }} /> : null}
            {items.map(({ index: row }) => (
              <tr key={row} aria-rowindex={row + 2} style={{ height: ROW_PX }}>
                {columns.map((column, index) => {
                  const text = cellText(column, row, formatted);
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: as above
                    <td key={index} data-type={column.type} title={text.length > 30 ? text : undefined}>
                      {text}
                    </td>
                  );
                })}
              </tr>
            ))}
            {after > 0 ? <tr aria-hidden style={{ height: after }} /> : null}
          </tbody>
        </table>
      </section>
      <p className={classes.count} role="status">
        {table.rows.toLocaleString('en')} {table.rows === 1 ? 'row' : 'rows'}
        {more > 0 ? ` · ${more} more columns are in the CSV` : ''}
      </p>
    </>
  );
}

function cellText(column: DataColumn, row: number, formatted: boolean): string {
  const raw = column.raw(row);
  if (raw === null) return '–';
  return (formatted ? column.formatted(row) : String(raw)).slice(0, MAX_TEXT);
}
