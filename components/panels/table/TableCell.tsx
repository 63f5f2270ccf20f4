'use client';

import type { CSSProperties } from 'react';
import { tokens } from '@/components/charts/tokens';
import { readableOn, withAlpha } from '@/lib/dashboard/colorMath';
import type { DataLink } from '@/lib/dashboard/dataLinks';
import type { DisplayValue } from '@/lib/dashboard/displayValue';
import type { Theme } from '@/lib/dashboard/palette';
import type { TimeBounds } from '../panelType';
import { LinkedText } from '../ValueLinks';
import { GaugeCell, ImageCell, JsonCell, SparklineCell } from './cells';
import type { ColumnStyle } from './options';
import { textOn } from './rowColor';
import styles from './table.module.css';
import type { TableColumn } from './tableModel';

interface TableCellProps {
  readonly column: TableColumn;
  readonly row: number;
  readonly display: DisplayValue;
  readonly theme: Theme;
  readonly links: readonly DataLink[];
  readonly size: { readonly widthPx: number; readonly heightPx: number };
  readonly bounds: TimeBounds;
}

/** What stands in the cell; columns of series draw them, unless they are told otherwise. */
function cellType({ style, field }: TableColumn): ColumnStyle['cell'] {
  const hasSeries = field.type === 'number' && field.sparklines !== undefined;
  return style.cell === 'auto' && hasSeries ? 'sparkline' : style.cell;
}

function cellContent(props: TableCellProps & { readonly text: string }) {
  const { column, row, display, theme, text, size, bounds } = props;
  switch (cellType(column)) {
    case 'gauge':
      return <GaugeCell column={column} row={row} display={display} text={text} theme={theme} widthPx={size.widthPx} />;
    case 'sparkline':
      return (
        <SparklineCell
          column={column}
          row={row}
          display={display}
          text={text}
          theme={theme}
          widthPx={size.widthPx}
          heightPx={size.heightPx - 4}
          bounds={bounds}
        />
      );
    case 'image':
      return <ImageCell text={text} heightPx={size.heightPx - 4} />;
    case 'json-view':
      return <JsonCell text={text} />;
    default:
      return text;
  }
}

function cellColors({ style }: TableColumn, color: string, theme: Theme): CSSProperties {
  switch (style.cell) {
    case 'color-text':
      return { color: readableOn(color, tokens[theme].panel) };
    case 'color-background': {
      if (style.applyToRow) return {};
      const background =
        style.gaugeMode === 'basic' ? color : `linear-gradient(120deg, ${color}, ${withAlpha(color, 0.8)})`;
      return { background, color: textOn(color) };
    }
    default:
      return {};
  }
}

/** One cell: plain, coloured, with a bar, a line or a picture, and with the links of its field. */
export function TableCell(props: TableCellProps) {
  const { column, display, theme, links } = props;
  const text = display.prefix + display.text + display.suffix;
  const content = cellContent({ ...props, text });
  return (
    <td
      className={styles['cell']}
      data-wrap={column.style.wrap || undefined}
      style={{ textAlign: column.align, ...cellColors(column, display.color, theme) }}
      title={column.field.type === 'string' && links.length === 0 ? text : undefined}
    >
      <LinkedText links={links}>{content}</LinkedText>
    </td>
  );
}
