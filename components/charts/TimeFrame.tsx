'use client';

import { type PointerEvent, type ReactNode, useId, useMemo, useState, useSyncExternalStore } from 'react';
import { timeTicks } from '@/lib/time/axisTicks';
import { type CrosshairGroup, crosshairGroup } from './crosshair';
import { axisTextWidth } from './measureText';
import styles from './timeFrame.module.css';

export interface TimeFramePlot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface TimeFrameProps {
  readonly plot: TimeFramePlot;
  readonly bounds: { readonly fromMs: number; readonly toMs: number };
  readonly timeZone: string;
  /** Texts at the left of the plot, each at a height from the plot's top in CSS pixels. */
  readonly labels: readonly { readonly key: string; readonly text: string; readonly y: number }[];
  /** What the drawing shows, for who cannot see it. */
  readonly title: string;
  readonly onZoom?: ((bounds: { fromMs: number; toMs: number }) => void) | undefined;
  readonly onZoomOut?: (() => void) | undefined;
  /** The crosshair of the dashboard, that the pointer moves; whether other charts' is shown here. */
  readonly crosshair: { readonly group: string; readonly follows: boolean };
  /** The pointer over the plot, in CSS pixels of plot and window; undefined when it left. */
  readonly onHover: (at: HoverPlace | undefined) => void;
  readonly children: ReactNode;
}

export interface HoverPlace {
  readonly x: number;
  readonly y: number;
  readonly clientX: number;
  readonly clientY: number;
}

export const TIME_AXIS_PX = 20;
/** A drag shorter than this is a click. */
const MIN_DRAG_PX = 5;

/** Room for labels at the left: as wide as the widest, within reason. */
export function labelWidth(texts: readonly string[], widthPx: number): number {
  const widest = texts.slice(0, 200).reduce((most, text) => Math.max(most, axisTextWidth(text.slice(0, 60))), 0);
  return Math.ceil(Math.min(widest + 8, widthPx * 0.35));
}

/** Time axis and labels around a drawing of rows over time; dragging zooms, a double click zooms out. */
export function TimeFrame(props: TimeFrameProps) {
  const { plot, bounds, timeZone, labels, title, onZoom, onZoomOut, crosshair, onHover, children } = props;
  const id = useId();
  const group = useMemo(() => crosshairGroup(crosshair.group), [crosshair.group]);
  const [drag, setDrag] = useState<{ start: number; end: number }>();
  const rangeMs = bounds.toMs - bounds.fromMs;
  const xOf = (timeMs: number) => ((timeMs - bounds.fromMs) / rangeMs) * plot.width;
  const place = (event: PointerEvent<HTMLElement>): HoverPlace => {
    const box = event.currentTarget.getBoundingClientRect();
    const { clientX, clientY } = event;
    return { x: Math.min(box.width, Math.max(0, clientX - box.left)), y: clientY - box.top, clientX, clientY };
  };
  const end = (event: PointerEvent<HTMLElement>) => {
    if (drag === undefined) return;
    setDrag(undefined);
    const [from, to] = [Math.min(drag.start, place(event).x), Math.max(drag.start, place(event).x)];
    if (to - from < MIN_DRAG_PX) return;
    const timeAt = (x: number) => Math.round(bounds.fromMs + (x / plot.width) * rangeMs);
    onZoom?.({ fromMs: timeAt(from), toMs: Math.max(timeAt(to), timeAt(from) + 1) });
  };
  return (
    <div className={styles['frame']} style={{ height: plot.top + plot.height + TIME_AXIS_PX }}>
      {labels.map(({ key, text, y }) => (
        <span key={key} className={styles['label']} style={{ top: plot.top + y, width: plot.left - 6 }} title={text}>
          {text}
        </span>
      ))}
      {timeTicks(bounds, timeZone, plot.width, 72).map((tick) => {
        const x = xOf(tick.timeMs);
        const half = axisTextWidth(tick.text) / 2;
        if (plot.left + x - half < 0 || x + half > plot.width + 8) return null;
        return (
          <span
            key={tick.timeMs}
            className={styles['tick']}
            data-strong={tick.strong || undefined}
            style={{ left: plot.left + x, top: plot.top + plot.height + 4 }}
          >
            {tick.text}
          </span>
        );
      })}
      <div
        className={styles['plot']}
        style={plot}
        role="img"
        aria-label={title}
        onPointerDown={(event) => {
          if (event.button !== 0 || event.pointerType === 'touch' || onZoom === undefined) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const { x } = place(event);
          setDrag({ start: x, end: x });
        }}
        onPointerMove={(event) => {
          const at = place(event);
          group.set({ sourceId: id, timeMs: bounds.fromMs + (at.x / plot.width) * rangeMs });
          if (drag === undefined) onHover(at);
          else setDrag({ ...drag, end: at.x });
        }}
        onPointerUp={end}
        onPointerLeave={() => {
          group.leave(id);
          onHover(undefined);
        }}
        onPointerCancel={() => setDrag(undefined)}
        onDoubleClick={onZoomOut}
      >
        {children}
        {crosshair.follows ? <Hairline group={group} ownId={id} xOf={xOf} widthPx={plot.width} /> : null}
        {drag === undefined ? null : (
          <div
            className={styles['drag']}
            style={{ left: Math.min(drag.start, drag.end), width: Math.abs(drag.end - drag.start) }}
          />
        )}
      </div>
    </div>
  );
}

interface HairlineProps {
  readonly group: CrosshairGroup;
  readonly ownId: string;
  readonly xOf: (timeMs: number) => number;
  readonly widthPx: number;
}

/** Where the pointer is on another chart; apart, so that moving it does not draw the rows anew. */
function Hairline({ group, ownId, xOf, widthPx }: HairlineProps) {
  const state = useSyncExternalStore(group.subscribe, group.get, () => null);
  if (state === null || state.sourceId === ownId) return null;
  const x = xOf(state.timeMs);
  return x < 0 || x > widthPx ? null : <i className={styles['hairline']} style={{ left: x }} />;
}
