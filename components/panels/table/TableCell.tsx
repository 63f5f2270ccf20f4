'use client';

import { tokens } from '@/components/charts/tokens';
import { contrast, parseColor, readableOn, withAlpha } from '@/lib/dashboard/colorMath';
import type { DisplayValue } from '@/lib/dashboard/displayValue';
import type { Theme } from '@/lib/dashboard/palette';
import styles from './table.module.css';
import type { TableColumn } from './tableModel';

interface TableCellProps {
  readonly column: TableColumn;
  readonly display: DisplayValue;
  readonly theme: Theme;
}

function share({ bounds }: TableColumn, value: number | null): number {
  if (value === null || Number.isNaN(value)) return 0;
  return Math.min(1, Math.max(0, (value - bounds.min) / (bounds.max - bounds.min || 1)));
}

function textOn(color: string): string {
  const ground = parseColor(color);
  if (!ground || ground.a < 0.5) return 'inherit';
  const white = { r: 255, g: 255, b: 255, a: 1 };
  return contrast(white, ground) >= 3 ? '#ffffff' : '#0b1220';
}

/** One cell: plain, coloured, or with a bar. */
export function TableCell({ column, display, theme }: TableCellProps) {
  const { style, align, field } = column;
  const text = display.prefix + display.text + display.suffix;
  const className = styles['cell'];
  switch (style.cell) {
    case 'color-text':
      return (
        <td className={className} style={{ textAlign: align, color: readableOn(display.color, tokens[theme].panel) }}>
          {text}
        </td>
      );
    case 'color-background': {
      const background =
        style.gaugeMode === 'basic'
          ? display.color
          : `linear-gradient(120deg, ${display.color}, ${withAlpha(display.color, 0.8)})`;
      return (
        <td className={className} style={{ textAlign: align, background, color: textOn(display.color) }}>
          {text}
        </td>
      );
    }
    case 'gauge':
      return (
        <td className={className}>
          <div className={styles['gaugeCell']}>
            <span className={styles['track']}>
              <i style={{ width: `${share(column, display.value) * 100}%`, background: display.color }} />
            </span>
            <span>{text}</span>
          </div>
        </td>
      );
    default:
      return (
        <td className={className} style={{ textAlign: align }} title={field.type === 'string' ? text : undefined}>
          {text}
        </td>
      );
  }
}
