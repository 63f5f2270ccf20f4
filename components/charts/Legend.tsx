'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react';
import styles from './legend.module.css';
import { type LegendItem, type LegendSort, legendColumns, sortLegend } from './legendItems';

export interface LegendProps {
  readonly items: readonly LegendItem[];
  readonly calcs: readonly string[];
  readonly mode: 'list' | 'table';
  readonly sort: LegendSort;
  readonly hidden: ReadonlySet<string>;
  /** Equal columns of a list; without it items follow each other. */
  readonly columns?: number | undefined;
  /** Values at the crosshair by series id, with the time as head of their column; they stand in for Last. */
  readonly live: { readonly title: string; readonly texts: ReadonlyMap<string, string> } | null;
  readonly actions: {
    readonly onToggle: (id: string, single: boolean) => void;
    readonly onHover: (id: string | undefined) => void;
  };
}

const ROW_PX = 22;
const VIRTUAL_FROM = 200;

interface RowProps {
  readonly item: LegendItem;
  readonly hidden: boolean;
  readonly actions: LegendProps['actions'];
}

function handlers({ item, actions }: RowProps) {
  const { id } = item.series;
  return {
    onClick: (event: MouseEvent) => actions.onToggle(id, event.ctrlKey || event.metaKey),
    onMouseEnter: () => actions.onHover(id),
    onMouseLeave: () => actions.onHover(undefined),
    onFocus: () => actions.onHover(id),
    onBlur: () => actions.onHover(undefined),
  };
}

function Swatch({ item }: { readonly item: LegendItem }) {
  return <i className={styles['swatch']} style={{ background: item.series.color }} aria-hidden="true" />;
}

/** Which column follows the crosshair: the last value, or the only one. */
function liveColumn(calcs: readonly string[]): number {
  const last = calcs.findIndex((calc) => calc === 'lastNotNull' || calc === 'last');
  return last >= 0 ? last : -1;
}

function ListItem(props: RowProps & { readonly liveText: string | undefined; readonly liveIndex: number }) {
  const { item, hidden, liveText, liveIndex } = props;
  const { name } = item.series;
  const texts = item.texts.map((text, i) => (i === liveIndex && liveText !== undefined ? liveText : text));
  return (
    <li className={hidden ? styles['hiddenItem'] : undefined}>
      <button type="button" className={styles['item']} aria-pressed={!hidden} title={name} {...handlers(props)}>
        <Swatch item={item} />
        <span className={styles['name']}>{name}</span>
        {texts.map((text, i) => (
          // Columns never change their order.
          // biome-ignore lint/suspicious/noArrayIndexKey: a calc may be named twice
          <span key={i} className={styles['value']}>
            {text}
          </span>
        ))}
      </button>
    </li>
  );
}

function LegendList(props: LegendProps) {
  const { items, calcs, hidden, columns, live, actions } = props;
  const liveIndex = liveColumn(calcs);
  const grid = columns ? { display: 'grid', gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` } : undefined;
  const shown = items.length > VIRTUAL_FROM ? items.slice(0, VIRTUAL_FROM) : items;
  return (
    <ul className={styles['list']} style={grid} data-columns={columns}>
      {shown.map((item) => (
        <ListItem
          key={item.series.id}
          item={item}
          hidden={hidden.has(item.series.id)}
          actions={actions}
          liveText={live?.texts.get(item.series.id)}
          liveIndex={liveIndex}
        />
      ))}
      {shown.length < items.length && (
        <li className={styles['rest']}>+ {items.length - shown.length} more, see the legend as a table</li>
      )}
    </ul>
  );
}

function LegendTable(props: LegendProps) {
  const { items, calcs, hidden, live, actions } = props;
  const [clicked, setClicked] = useState<LegendSort | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => legendColumns(calcs), [calcs]);
  const sort = clicked ?? props.sort;
  const sorted = useMemo(() => sortLegend(items, columns, sort), [items, columns, sort]);
  const liveIndex = liveColumn(columns.map(({ calc }) => calc));
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
    enabled: sorted.length > VIRTUAL_FROM,
  });
  const rows =
    sorted.length > VIRTUAL_FROM ? virtual.getVirtualItems().map((row) => row.index) : sorted.map((_, i) => i);
  const above = (rows[0] ?? 0) * ROW_PX;
  const below = (sorted.length - 1 - (rows.at(-1) ?? sorted.length - 1)) * ROW_PX;
  const sortBy = (title: string) =>
    setClicked({ by: title, descending: sort.by === title ? !sort.descending : title !== 'Name' });
  const head = (title: string, shownTitle: string, isLive: boolean) => (
    <th key={title} aria-sort={sort.by === title ? (sort.descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className={isLive ? styles['liveHead'] : undefined} onClick={() => sortBy(title)}>
        {sort.by === title && <span aria-hidden="true">{sort.descending ? '↓ ' : '↑ '}</span>}
        {shownTitle}
      </button>
    </th>
  );
  return (
    <div ref={scroller} className={styles['scroller']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {head('Name', 'Name', false)}
            {columns.map(({ title }, i) =>
              head(title, i === liveIndex && live ? live.title : title, i === liveIndex && !!live),
            )}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr style={{ height: above }} />}
          {rows.map((index) => {
            const item = sorted[index];
            if (!item) return null;
            const row = { item, hidden: hidden.has(item.series.id), actions };
            return (
              <TableRow
                key={item.series.id}
                {...row}
                columns={columns.map(({ calc }) => calcs.indexOf(calc))}
                liveIndex={liveIndex}
                liveText={live?.texts.get(item.series.id)}
              />
            );
          })}
          {below > 0 && <tr style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}

interface TableRowProps extends RowProps {
  /** Indexes into the item's texts. */
  readonly columns: readonly number[];
  readonly liveIndex: number;
  readonly liveText: string | undefined;
}

function TableRow(props: TableRowProps) {
  const { item, hidden, columns, liveIndex, liveText } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    const row = event.currentTarget.closest('tr');
    const next =
      event.key === 'ArrowDown' ? row?.nextElementSibling : event.key === 'ArrowUp' && row?.previousElementSibling;
    const button = next ? next.querySelector('button') : null;
    if (!button) return;
    event.preventDefault();
    button.focus();
  };
  return (
    <tr className={hidden ? styles['hiddenItem'] : undefined}>
      <td>
        <button
          type="button"
          className={styles['item']}
          aria-pressed={!hidden}
          title={item.series.name}
          onKeyDown={onKeyDown}
          {...handlers(props)}
        >
          <Swatch item={item} />
          <span className={styles['name']}>{item.series.name}</span>
        </button>
      </td>
      {columns.map((column, i) => (
        <td key={column} className={i === liveIndex || (liveIndex < 0 && i === 0) ? styles['value'] : styles['quiet']}>
          {i === liveIndex && liveText !== undefined ? liveText : item.texts[column]}
        </td>
      ))}
    </tr>
  );
}

/** The legend of a chart: what each colour is, with calculated values. A click isolates, Ctrl+click toggles. */
export function Legend(props: LegendProps) {
  return props.mode === 'table' ? <LegendTable {...props} /> : <LegendList {...props} />;
}
