'use client';

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { DataLink } from '@/lib/dashboard/dataLinks';
import { displayText } from '@/lib/dashboard/displayValue';
import { ageText } from '@/lib/time/age';
import { formatInstant } from '@/lib/time/formatTime';
import type { HoverRow } from './hoverRows';
import { TooltipLinks } from './TooltipLinks';
import styles from './tooltip.module.css';

export interface TooltipContent {
  readonly timeMs: number;
  readonly rows: readonly HoverRow[];
  /** Rows that did not find a place. */
  readonly more: number;
  readonly nearestId?: string | undefined;
  /** Sum of all rows, for stacks. */
  readonly total?: number | undefined;
  /** Of the nearest row. */
  readonly links: readonly DataLink[];
}

interface TooltipProps {
  readonly content: TooltipContent;
  /** The chart; `at` is in its CSS pixels. */
  readonly chart: RefObject<HTMLElement | null>;
  readonly at: { readonly x: number; readonly y: number };
  readonly timeZone: string;
  /** A strip along the top of the chart, where a finger does not hide it. */
  readonly strip: boolean;
  /** Set while pinned; unpins. */
  readonly onClose?: (() => void) | undefined;
}

const GAP = 14;
const EDGE = 8;
const TIME_AXIS = 24;

interface Place {
  readonly left: number;
  readonly top: number;
}

/** Beside the hairline, on the side that has room; never over the point, never off the screen. */
function placeBeside(box: DOMRect, chart: DOMRect, at: { x: number; y: number }): Place {
  const lineX = chart.left + at.x;
  const right = lineX + GAP;
  const fitsRight = right + box.width + EDGE <= window.innerWidth;
  const left = fitsRight ? right : Math.max(EDGE, lineX - GAP - box.width);
  // Above the time axis, so that the flag with the exact time stays in sight.
  const lowest = Math.min(window.innerHeight - EDGE, chart.bottom - TIME_AXIS) - box.height;
  const wanted = Math.min(lowest, chart.top + at.y - box.height / 2);
  return { left, top: Math.max(EDGE, wanted) };
}

function asText(content: TooltipContent, timeZone: string): string {
  const context = { timeZone, nowMs: Date.now() };
  const lines = content.rows.map(
    ({ series, value }) => `${series.name}\t${displayText(series.field.config, value, context)}`,
  );
  return [formatInstant(content.timeMs, timeZone), ...lines].join('\n');
}

/** Time and the nearest series in one line, for a finger that would hide more. */
function StripText({ content, timeZone, nowMs }: { content: TooltipContent; timeZone: string; nowMs: number }) {
  const row = content.rows.find(({ series }) => series.id === content.nearestId) ?? content.rows[0];
  if (!row) return null;
  const { series, value } = row;
  const context = { timeZone, nowMs };
  return (
    <>
      <strong>{formatInstant(content.timeMs, timeZone, { nowMs })}</strong>
      <i style={{ background: series.color }} />
      <span className={styles['name']}>{series.name}</span>
      <strong>{displayText(series.field.config, value, context)}</strong>
      {content.total !== undefined && (
        <span className={styles['age']}>of {displayText(series.field.config, content.total, context)}</span>
      )}
    </>
  );
}

/** The tooltip of a chart. One node on the body, so that no panel cuts it off; all of it is text. */
export function Tooltip({ content, chart, at, timeZone, strip, onClose }: TooltipProps) {
  const element = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const pinned = onClose !== undefined;
  const nowMs = Date.now();

  const update = () => {
    const box = element.current?.getBoundingClientRect();
    const chartBox = chart.current?.getBoundingClientRect();
    if (!box || !chartBox) return;
    // A chart that is scrolled away shows no tooltip, whoever shares the crosshair with it.
    if (chartBox.bottom < 0 || chartBox.top > window.innerHeight) return setPlace(null);
    const next = strip
      ? { left: Math.max(EDGE, chartBox.left), top: Math.max(EDGE, chartBox.top - box.height + EDGE) }
      : placeBeside(box, chartBox, at);
    setPlace((old) => (old?.left === next.left && old.top === next.top ? old : next));
  };
  useLayoutEffect(update);
  useEffect(() => {
    window.addEventListener('scroll', update, { capture: true, passive: true });
    return () => window.removeEventListener('scroll', update, { capture: true });
  });

  if (strip && !pinned) {
    return createPortal(
      <div
        ref={element}
        className={`${styles['tooltip']} ${styles['strip']}`}
        style={{ left: place?.left ?? 0, top: place?.top ?? 0, visibility: place ? 'visible' : 'hidden' }}
        role="tooltip"
        data-chart-tooltip=""
      >
        <StripText content={content} timeZone={timeZone} nowMs={nowMs} />
      </div>,
      document.body,
    );
  }
  const first = content.rows[0];
  return createPortal(
    <div
      ref={element}
      className={`${styles['tooltip']} ${pinned ? styles['pinned'] : ''}`}
      style={{ left: place?.left ?? 0, top: place?.top ?? 0, visibility: place ? 'visible' : 'hidden' }}
      role={pinned ? 'dialog' : 'tooltip'}
      data-chart-tooltip=""
    >
      <div className={styles['head']}>
        <strong>{formatInstant(content.timeMs, timeZone, { nowMs })}</strong>
        {pinned ? (
          <span className={styles['actions']}>
            <button type="button" onClick={() => void navigator.clipboard?.writeText(asText(content, timeZone))}>
              Copy
            </button>
            <button type="button" onClick={onClose} aria-label="Unpin">
              ✕
            </button>
          </span>
        ) : (
          <span className={styles['age']}>{ageText(content.timeMs, nowMs)}</span>
        )}
      </div>
      <table className={styles['rows']}>
        <tbody>
          {content.rows.map(({ series, value }) => (
            <tr key={series.id} className={series.id === content.nearestId ? styles['nearest'] : undefined}>
              <td>
                <i style={{ background: series.color }} />
              </td>
              <td className={styles['name']} title={pinned ? series.name : undefined}>
                {series.name}
              </td>
              <td className={styles['value']}>{displayText(series.field.config, value, { timeZone, nowMs })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {content.more > 0 && <div className={styles['more']}>+ {content.more} more</div>}
      {content.total !== undefined && first && (
        <div className={styles['total']}>
          <span>Total</span>
          <span>{displayText(first.series.field.config, content.total, { timeZone, nowMs })}</span>
        </div>
      )}
      <TooltipLinks links={content.links} pinned={pinned} />
    </div>,
    document.body,
  );
}
