'use client';

import styles from './swatchLegend.module.css';

export interface SwatchItem {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  /** One per column of `columns`. */
  readonly texts: readonly string[];
}

interface SwatchLegendProps {
  readonly items: readonly SwatchItem[];
  /** Heads of the texts; without them the legend is a list. */
  readonly columns: readonly string[];
  readonly table: boolean;
  readonly hidden: ReadonlySet<string>;
  /** Absent where nothing can be hidden. */
  readonly onToggle?: ((id: string, single: boolean) => void) | undefined;
}

const MAX_ITEMS = 500;

/** A legend of drawings that are no time series: a click isolates, Ctrl+click toggles. */
export function SwatchLegend({ items, columns, table, hidden, onToggle }: SwatchLegendProps) {
  const shown = items.slice(0, MAX_ITEMS);
  return (
    <ul className={table ? styles['table'] : styles['list']}>
      {table && columns.length > 0 ? (
        <li className={styles['head']} aria-hidden="true">
          <span className={styles['name']} />
          {columns.map((column) => (
            <span key={column} className={styles['value']}>
              {column}
            </span>
          ))}
        </li>
      ) : null}
      {shown.map((item) => (
        <li key={item.id}>
          <Item item={item} off={hidden.has(item.id)} onToggle={onToggle} />
        </li>
      ))}
      {items.length > shown.length ? <li className={styles['more']}>+ {items.length - shown.length} more</li> : null}
    </ul>
  );
}

interface ItemProps extends Pick<SwatchLegendProps, 'onToggle'> {
  readonly item: SwatchItem;
  readonly off: boolean;
}

function Item({ item, off, onToggle }: ItemProps) {
  const { id, name, color, texts } = item;
  const content = (
    <>
      <i className={styles['swatch']} style={{ background: color }} aria-hidden="true" />
      <span className={styles['name']}>{name}</span>
      {texts.map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: texts are columns and never change places
        <span key={i} className={styles['value']}>
          {text}
        </span>
      ))}
    </>
  );
  if (onToggle === undefined)
    return (
      <span className={styles['item']} title={name}>
        {content}
      </span>
    );
  return (
    <button
      type="button"
      className={styles['item']}
      title={name}
      aria-pressed={!off}
      data-off={off || undefined}
      onClick={(event) => onToggle(id, event.ctrlKey || event.metaKey)}
    >
      {content}
    </button>
  );
}
