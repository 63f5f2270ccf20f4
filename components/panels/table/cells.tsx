'use client';

import { tokens } from '@/components/charts/tokens';
import { readableOn } from '@/lib/dashboard/colorMath';
import type { DisplayValue } from '@/lib/dashboard/displayValue';
import type { Theme } from '@/lib/dashboard/palette';
import { barBackground, fillShare, lcdCells } from '../bargauge/barFill';
import type { TimeBounds } from '../panelType';
import { Sparkline } from '../Sparkline';
import { imageSource, shortJson } from './cellText';
import styles from './table.module.css';
import type { TableColumn } from './tableModel';

interface CellProps {
  readonly column: TableColumn;
  readonly row: number;
  readonly display: DisplayValue;
  readonly text: string;
}

interface DrawnCellProps extends CellProps {
  readonly theme: Theme;
  /** Width of the column, CSS pixels. */
  readonly widthPx: number;
}

const VALUE_PX = 64;
const LCD_CELL_PX = 8;

/** A bar with its number. */
export function GaugeCell({ column, display, text, theme, widthPx }: DrawnCellProps) {
  const { field, style, name, bounds } = column;
  if (field.type !== 'number') return <span>{text}</span>;
  const value = { display, bounds, field, name };
  const hidden = style.valueDisplay === 'hidden';
  const color = style.valueDisplay === 'text' ? undefined : readableOn(display.color, tokens[theme].panel);
  const cells = Math.max(4, Math.min(40, Math.floor((widthPx - (hidden ? 0 : VALUE_PX)) / LCD_CELL_PX)));
  return (
    <div className={styles['gaugeCell']} title={text}>
      {style.gaugeMode === 'lcd' ? (
        <span className={styles['lcd']}>
          {lcdCells(value, cells, theme).map((cell, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cells are places and have no other name
            <i key={index} style={{ background: cell.color }} />
          ))}
        </span>
      ) : (
        <span className={styles['track']}>
          <i
            style={{
              width: `${fillShare(value) * 100}%`,
              background: barBackground(value, style.gaugeMode, '90deg', theme),
            }}
          />
        </span>
      )}
      {hidden ? null : (
        <span className={styles['gaugeValue']} style={{ color }}>
          {text}
        </span>
      )}
    </div>
  );
}

/** The series that a row stands for, and its number. */
export function SparklineCell({
  column,
  row,
  display,
  text,
  widthPx,
  heightPx,
  bounds,
}: DrawnCellProps & { readonly heightPx: number; readonly bounds: TimeBounds }) {
  const { field, style } = column;
  const series = field.type === 'number' ? field.sparklines?.[row] : undefined;
  if (series === undefined) return <span>{text}</span>;
  const graphPx = Math.floor(widthPx - 12 - (style.hideValue ? 0 : VALUE_PX + 8));
  return (
    <div className={styles['gaugeCell']} title={text}>
      {graphPx < 16 ? null : (
        <Sparkline
          field={series.field}
          times={series.times}
          bounds={bounds}
          color={display.color}
          area
          width={graphPx}
          height={heightPx}
        />
      )}
      {style.hideValue ? null : <span className={styles['gaugeValue']}>{text}</span>}
    </div>
  );
}

/** A picture by its address, where that is one that shows pictures only. */
export function ImageCell({ text, heightPx }: { readonly text: string; readonly heightPx: number }) {
  const source = imageSource(text);
  if (source === undefined) return <span title={text}>{text}</span>;
  return (
    // biome-ignore lint/performance/noImgElement: addresses come from data, and the server must not fetch them
    <img
      className={styles['image']}
      src={source}
      alt=""
      height={heightPx}
      loading="lazy"
      referrerPolicy="no-referrer"
      decoding="async"
    />
  );
}

export function JsonCell({ text }: { readonly text: string }) {
  return (
    <code className={styles['json']} title={text}>
      {shortJson(text)}
    </code>
  );
}
