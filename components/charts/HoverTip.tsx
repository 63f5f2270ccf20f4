'use client';

import { createPortal } from 'react-dom';
import styles from './hoverTip.module.css';

export interface HoverTipContent {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly text: string; readonly color?: string }[];
}

interface HoverTipProps {
  readonly content: HoverTipContent;
  /** Where the pointer is, in CSS pixels of the window. */
  readonly at: { readonly clientX: number; readonly clientY: number };
}

const GAP_PX = 14;
/** Roughly what a tip needs; on the other side of the pointer where there is less. */
const WIDTH_PX = 240;
const ROW_PX = 20;

/** A small tooltip beside the pointer, for drawings that show one thing at a time. */
export function HoverTip({ content, at }: HoverTipProps) {
  const { title, rows } = content;
  const left = at.clientX + GAP_PX + WIDTH_PX > window.innerWidth;
  const above = at.clientY + GAP_PX + ROW_PX * (rows.length + 2) > window.innerHeight;
  const translate = `translate(${left ? `calc(-100% - ${GAP_PX}px)` : `${GAP_PX}px`}, ${above ? `calc(-100% - ${GAP_PX}px)` : `${GAP_PX}px`})`;
  return createPortal(
    <div
      className={styles['tip']}
      style={{ left: at.clientX, top: at.clientY, transform: translate }}
      aria-hidden="true"
    >
      <strong>{title}</strong>
      {rows.map(({ name, text, color }) => (
        <div key={name} className={styles['row']}>
          {color === undefined ? null : <i style={{ background: color }} />}
          <span>{name}</span>
          <b>{text}</b>
        </div>
      ))}
    </div>,
    document.body,
  );
}
