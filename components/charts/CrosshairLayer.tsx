'use client';

import { useEffect, useRef } from 'react';
import { formatFlag } from '@/lib/time/formatTime';
import { type ChartModel, xToPx } from './chartModel';
import type { CrosshairGroup } from './crosshair';
import styles from './crosshairLayer.module.css';
import { type HoverRow, hoverRows } from './hoverRows';

interface CrosshairLayerProps {
  readonly model: ChartModel;
  readonly group: CrosshairGroup;
  readonly chartId: string;
  readonly timeZone: string;
  /** Follow the crosshair of other charts too. */
  readonly shared: boolean;
  /** Id of the series that stands out. */
  readonly nearestId?: string | undefined;
  /** The tooltip is pinned: the crosshair stays here. */
  readonly pinnedMs: number | null;
}

/** With more series, dots would hide the lines: only the nearest keeps its own. */
const MAX_DOTS = 20;

function placeDots(parent: HTMLElement, rows: readonly HoverRow[], nearestId: string | undefined): void {
  const placed = rows.filter((row) => !Number.isNaN(row.y));
  const drawn = placed.length <= MAX_DOTS ? placed : placed.filter((row) => row.series.id === nearestId);
  while (parent.childElementCount > drawn.length) parent.lastElementChild?.remove();
  while (parent.childElementCount < drawn.length) parent.append(document.createElement('span'));
  drawn.forEach((row, i) => {
    const dot = parent.children[i];
    if (!(dot instanceof HTMLElement)) return;
    dot.className = (row.series.id === nearestId ? styles['nearestDot'] : styles['dot']) ?? '';
    dot.style.background = row.series.color;
    dot.style.transform = `translate(${row.x}px, ${row.y}px) translate(-50%, -50%)`;
  });
}

/** Only of the chart under the pointer: its width is measured, which lays out the whole page. */
function placeFlag(flag: HTMLElement, text: string, x: number, width: number): void {
  flag.textContent = text;
  const half = flag.offsetWidth / 2;
  const center = Math.min(width - half, Math.max(half, x));
  flag.style.transform = `translateX(${center}px) translateX(-50%)`;
}

/**
 * Line, dots and time flag at the crosshair, placed by hand: following the pointer over 30 charts must neither
 * render React nor paint a canvas.
 */
export function CrosshairLayer(props: CrosshairLayerProps) {
  const { model, group, chartId, timeZone, shared, nearestId, pinnedMs } = props;
  const root = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const flag = useRef<HTMLDivElement>(null);
  const dots = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const draw = () => {
      const state = pinnedMs === null ? group.get() : { sourceId: chartId, timeMs: pinnedMs };
      if (!root.current || !line.current || !flag.current || !dots.current) return;
      const own = state?.sourceId === chartId;
      const inside = state !== null && state.timeMs >= model.x.min && state.timeMs <= model.x.max;
      root.current.hidden = !inside || !(own || shared);
      if (!state || root.current.hidden) return;
      const x = xToPx(model, state.timeMs);
      line.current.style.transform = `translateX(${x}px)`;
      line.current.className = (own ? styles['line'] : styles['sharedLine']) ?? '';
      flag.current.hidden = !own;
      if (own)
        placeFlag(flag.current, formatFlag(state.timeMs, timeZone, model.x.max - model.x.min), x, model.size.width);
      placeDots(dots.current, hoverRows(model, state.timeMs), own ? nearestId : undefined);
    };
    draw();
    let frame = 0;
    const unsubscribe = group.subscribe(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(draw);
    });
    return () => {
      cancelAnimationFrame(frame);
      unsubscribe();
    };
  }, [model, group, chartId, timeZone, shared, nearestId, pinnedMs]);

  const { top, height } = model.plot;
  return (
    <div ref={root} className={styles['layer']} aria-hidden="true" hidden>
      <div ref={line} className={styles['line']} style={{ top, height }} />
      <div ref={dots} />
      <div ref={flag} className={styles['flag']} style={{ top: top + height + 3 }} />
    </div>
  );
}
