'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { axisTextWidth } from '@/components/charts/measureText';
import type { Frame } from '@/lib/dashboard/frame';
import { CHART_PADDING_PX, insidePadding, panelPadding } from '../padding';
import type { PanelHost, PanelProps } from '../panelType';
import { type ColumnWant, columnWidths } from './columnWidths';
import type { TableOptions } from './options';
import { TableCell } from './TableCell';
import { TableHead } from './TableHead';
import styles from './table.module.css';
import {
  type CellContext,
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

/** Rows that are looked at for the width of a column. */
const SAMPLE_ROWS = 50;
/** A bar beside its number needs more. */
const MIN_GAUGE_PX = 160;
/** A text wider than this may be cut, a time of day is not: the table scrolls before. */
const LEGIBLE_PX = 150;
const CELL_PADDING_PX = 12;
/** A thin scroll bar, as wide as browsers make it. */
const SCROLLBAR_PX = 12;

/** Width of the column's texts at 12 px, of which the axis font of 11 px is a good measure. */
function wantOf(column: TableColumn, rows: Int32Array, context: CellContext, dragged: number | undefined): ColumnWant {
  const { style, name } = column;
  let widest = axisTextWidth(name.slice(0, 100));
  for (const row of rows.subarray(0, SAMPLE_ROWS)) {
    const { prefix, text, suffix } = cellValue(column, row, context);
    widest = Math.max(widest, axisTextWidth((prefix + text + suffix).slice(0, 100)));
  }
  const automatic = style.cell === 'gauge' ? MIN_GAUGE_PX : DEFAULT_MIN_PX;
  const wantedPx = Math.max(automatic, widest * 1.1 + CELL_PADDING_PX);
  const minPx = style.minWidth ?? Math.max(automatic, Math.min(LEGIBLE_PX, wantedPx));
  return { wantedPx, minPx, fixedPx: dragged ?? style.width };
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
  /** Inner size of the panel, CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
}

function FrameTable({ frame, options, host, nowMs, size }: FrameTableProps) {
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
  const scrolls = (rows.length + 1) * rowPx > size.height;
  const widthPx = size.width - (scrolls ? SCROLLBAR_PX : 0);
  const columnPx = useMemo(() => {
    const wants = columns.map((column) => wantOf(column, rows, { theme, timeZone, nowMs }, widths.get(column.key)));
    return columnWidths(wants, widthPx);
  }, [columns, rows, theme, timeZone, nowMs, widths, widthPx]);
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
export function TablePanel({ options, data, size, host }: PanelProps<TableOptions>) {
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
        size={insidePadding(size, CHART_PADDING_PX)}
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
