'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { Frame } from '@/lib/dashboard/frame';
import { CHART_PADDING_PX, panelPadding } from '../padding';
import type { PanelHost, PanelProps } from '../panelType';
import type { TableOptions } from './options';
import { TableCell } from './TableCell';
import { TableHead } from './TableHead';
import styles from './table.module.css';
import {
  cellValue,
  footerTexts,
  initialSort,
  sortRows,
  type TableColumn,
  type TableSort,
  tableColumns,
} from './tableModel';

const ROW_PX = { sm: 24, md: 36, lg: 48 } as const;
const DEFAULT_MIN_PX = 90;

/** Width of a column in CSS pixels: dragged, or as configured; undefined shares what is left. */
function widthOf({ key, style }: TableColumn, widths: ReadonlyMap<number, number>): number | undefined {
  return widths.get(key) ?? style.width;
}

function nextSort(sort: TableSort | null, key: number): TableSort | null {
  if (sort?.key !== key) return { key, descending: false };
  return sort.descending ? null : { key, descending: true };
}

interface FrameTableProps {
  readonly frame: Frame;
  readonly options: TableOptions;
  readonly host: PanelHost;
  readonly nowMs: number;
}

function FrameTable({ frame, options, host, nowMs }: FrameTableProps) {
  const { theme, timeZone } = host;
  const scroller = useRef<HTMLDivElement>(null);
  const [clicked, setClicked] = useState<{ sort: TableSort | null } | null>(null);
  const [widths, setWidths] = useState<ReadonlyMap<number, number>>(new Map());
  const columns = useMemo(() => tableColumns(frame), [frame]);
  const sort = clicked ? clicked.sort : initialSort(columns, options);
  const [sortKey, descending] = [sort?.key, sort?.descending ?? false];
  const rows = useMemo(
    () => sortRows(frame, sortKey === undefined ? null : { key: sortKey, descending }),
    [frame, sortKey, descending],
  );
  const rowPx = ROW_PX[options.cellHeight];
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
    initialRect: { width: 0, height: 30 * rowPx },
  });
  const context = { theme, timeZone, nowMs };
  const footer = footerTexts(columns, options, context);
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const minWidth = columns.reduce(
    (sum, column) => sum + (widthOf(column, widths) ?? column.style.minWidth ?? DEFAULT_MIN_PX),
    0,
  );
  return (
    <div ref={scroller} className={styles['scroller']}>
      <table className={styles['table']} style={{ minWidth }} aria-rowcount={rows.length}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={{ width: widthOf(column, widths) }} />
          ))}
        </colgroup>
        {options.showHeader && (
          <TableHead
            columns={columns}
            sort={sort}
            onSort={(key) => setClicked({ sort: nextSort(sort, key) })}
            onResize={(key, widthPx) => setWidths(new Map(widths).set(key, widthPx))}
          />
        )}
        <tbody>
          {above > 0 && <tr style={{ height: above }} />}
          {items.map((item) => {
            const row = rows[item.index] ?? 0;
            return (
              <tr key={row} className={styles['row']} style={{ height: rowPx }}>
                {columns.map((column) => (
                  <TableCell key={column.key} column={column} display={cellValue(column, row, context)} theme={theme} />
                ))}
              </tr>
            );
          })}
          {below > 0 && <tr style={{ height: below }} />}
        </tbody>
        {footer && (
          <tfoot className={styles['foot']}>
            <tr>
              {columns.map(({ key, align }) => (
                <td key={key} className={styles['cell']} style={{ textAlign: align }}>
                  {footer.get(key) ?? ''}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

/** A frame as a table; with several frames, a choice between them. */
export function TablePanel({ options, data, host }: PanelProps<TableOptions>) {
  const [chosen, setChosen] = useState<number>();
  const { frames } = data;
  const index = Math.min(chosen ?? options.frameIndex, frames.length - 1);
  const frame = frames[index];
  if (!frame) return null;
  return (
    <div className={styles['panel']} style={panelPadding(CHART_PADDING_PX)}>
      <FrameTable
        key={frame.refId + String(index)}
        frame={frame}
        options={options}
        host={host}
        nowMs={data.bounds.toMs}
      />
      {frames.length > 1 && (
        <select
          className={styles['frames']}
          aria-label="Series"
          value={index}
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {frames.slice(0, 1000).map((one, i) => (
            // Frames have no other name that is unique.
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is what is chosen
            <option key={i} value={i}>
              {one.name || one.refId}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
