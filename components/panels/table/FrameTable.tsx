'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { Frame } from '@/lib/dashboard/frame';
import type { PanelHost, TimeBounds } from '../panelType';
import { cellText, filterChoices } from './columnFilter';
import { columnWant } from './columnWant';
import { columnWidths } from './columnWidths';
import { footerRows } from './footer';
import type { TableOptions } from './options';
import { rowColors } from './rowColor';
import { TableCell } from './TableCell';
import { TableFoot } from './TableFoot';
import { TableHead } from './TableHead';
import styles from './table.module.css';
import { type CellContext, cellValue, type TableColumn, tableColumns } from './tableModel';
import { useTableRows } from './useTableRows';

const ROW_PX = { sm: 24, md: 36, lg: 48 } as const;
/** A thin scroll bar, as wide as browsers make it. */
const SCROLLBAR_PX = 12;

interface FrameTableProps {
  readonly frame: Frame;
  readonly options: TableOptions;
  readonly host: PanelHost;
  readonly bounds: TimeBounds;
  /** Inner size of the panel, CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
}

/** Rows of one frame; only those in sight are in the document. */
export function FrameTable({ frame, options, host, bounds, size }: FrameTableProps) {
  const { theme, timeZone } = host;
  const nowMs = bounds.toMs;
  const context = useMemo(() => ({ theme, timeZone, nowMs }), [theme, timeZone, nowMs]);
  const scroller = useRef<HTMLDivElement>(null);
  const [widths, setWidths] = useState<ReadonlyMap<number, number>>(new Map());
  const columns = useMemo(() => tableColumns(frame), [frame]);
  const { rows, sort, filters, sortBy, filterBy } = useTableRows(frame, columns, options, context);
  const rowPx = ROW_PX[options.cellHeight];
  const wraps = columns.some(({ style }) => style.wrap);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
    initialRect: { width: 0, height: 30 * rowPx },
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const footer = useMemo(() => footerRows(columns, options, rows, context), [columns, options, rows, context]);
  const scrolls = (rows.length + 1 + footer.length) * rowPx > size.height;
  const widthPx = size.width - (scrolls ? SCROLLBAR_PX : 0);
  const columnPx = useMemo(() => {
    const wants = columns.map((column) => columnWant(column, rows, context, widths.get(column.key)));
    return columnWidths(wants, widthPx);
  }, [columns, rows, context, widths, widthPx]);
  return (
    <div ref={scroller} className={styles['scroller']}>
      <table
        className={styles['table']}
        style={{ minWidth: columnPx.reduce((sum, px) => sum + px, 0) }}
        aria-rowcount={rows.length}
      >
        <colgroup>
          {columns.map((column, index) => (
            <col key={column.key} style={{ width: columnPx[index] }} />
          ))}
        </colgroup>
        {options.showHeader && (
          <TableHead
            columns={columns}
            sort={sort}
            filters={filters}
            choices={(column) => filterChoices(frame, column, context)}
            onSort={sortBy}
            onFilter={filterBy}
            onResize={(key, draggedPx) => setWidths(new Map(widths).set(key, draggedPx))}
          />
        )}
        <tbody>
          {above > 0 && <tr style={{ height: above }} />}
          {items.map((item) => {
            const row = rows[item.index] ?? 0;
            return (
              <tr
                key={row}
                ref={wraps ? virtual.measureElement : undefined}
                data-index={item.index}
                className={styles['row']}
                style={{ height: rowPx, ...rowColors(columns, row, context) }}
              >
                {columns.map((column, index) => (
                  <TableCell
                    key={column.key}
                    column={column}
                    row={row}
                    display={cellValue(column, row, context)}
                    theme={theme}
                    links={linksOf(host, frame, column, row, context)}
                    size={{ widthPx: columnPx[index] ?? 0, heightPx: rowPx }}
                    bounds={bounds}
                  />
                ))}
              </tr>
            );
          })}
          {below > 0 && <tr style={{ height: below }} />}
          {rows.length === 0 && frame.length > 0 ? <NothingLeft columns={columns.length} /> : null}
        </tbody>
        <TableFoot columns={columns} rows={footer} />
      </table>
    </div>
  );
}

function NothingLeft({ columns }: { readonly columns: number }) {
  return (
    <tr>
      <td className={styles['nothing']} colSpan={columns}>
        No row passes the filters. Clear one in the head of its column.
      </td>
    </tr>
  );
}

function linksOf(host: PanelHost, frame: Frame, column: TableColumn, row: number, context: CellContext) {
  const { field } = column;
  if (field.config.links === undefined) return [];
  return host.linksAt({ frame, field, row, text: cellText(column, row, context) });
}
