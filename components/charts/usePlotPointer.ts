/** Pointer and keys on a plot: hover, drag to zoom, double click to zoom out, click to pin, arrows to walk. */
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { type ChartModel, pxToX } from './chartModel';
import type { CrosshairGroup } from './crosshair';
import { snapTime } from './hoverRows';
import { nearestIndex } from './toColumns';

export interface PointerPlace {
  /** CSS pixels within the chart. */
  readonly x: number;
  readonly y: number;
  readonly touch: boolean;
}

export interface DragSpan {
  readonly startPx: number;
  readonly endPx: number;
}

interface PointerInput {
  readonly model: ChartModel;
  readonly group: CrosshairGroup;
  readonly chartId: string;
  readonly onZoom?: ((bounds: { fromMs: number; toMs: number }) => void) | undefined;
  readonly onZoomOut?: (() => void) | undefined;
}

/** A drag shorter than this is a click. */
const MIN_DRAG_PX = 5;

/** Where a tooltip is pinned; it stays while the pointer goes elsewhere. */
export interface Pin {
  readonly timeMs: number;
  readonly y: number;
}

/** State of the pointer on a plot and the handlers that keep it. */
export function usePlotPointer(input: PointerInput) {
  const { model, group, chartId, onZoom, onZoomOut } = input;
  const [place, setPlace] = useState<PointerPlace | null>(null);
  const [drag, setDrag] = useState<DragSpan | null>(null);
  const [pin, setPin] = useState<Pin | null>(null);
  const pressed = useRef<number | null>(null);
  const clamp = (px: number) => Math.min(model.plot.left + model.plot.width, Math.max(model.plot.left, px));

  const locate = (event: PointerEvent<HTMLElement>): PointerPlace => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - box.left + model.plot.left;
    return { x: clamp(x), y: event.clientY - box.top + model.plot.top, touch: event.pointerType === 'touch' };
  };

  const hoverAt = (at: PointerPlace) => {
    setPlace(at);
    group.set({ sourceId: chartId, timeMs: snapTime(model, pxToX(model, at.x)) });
  };

  const leave = () => {
    setPlace(null);
    group.leave(chartId);
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const at = locate(event);
    if (at.touch) return hoverAt(at);
    pressed.current = at.x;
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const at = locate(event);
    if (pressed.current !== null && onZoom && Math.abs(at.x - pressed.current) >= MIN_DRAG_PX) {
      setDrag({ startPx: pressed.current, endPx: at.x });
    }
    hoverAt(at);
  };

  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const start = pressed.current;
    pressed.current = null;
    if (start === null) return;
    const { x, y } = locate(event);
    setDrag(null);
    if (Math.abs(x - start) < MIN_DRAG_PX) {
      setPin(pin === null ? { timeMs: snapTime(model, pxToX(model, x)), y } : null);
      return;
    }
    const [fromMs, toMs] = [pxToX(model, Math.min(start, x)), pxToX(model, Math.max(start, x))];
    onZoom?.({ fromMs: Math.round(fromMs), toMs: Math.max(Math.round(toMs), Math.round(fromMs) + 1) });
  };

  const walk = (steps: number) => {
    const times = model.series[0]?.times;
    if (!times) return;
    const at = group.get()?.timeMs ?? model.x.max;
    const timeMs = times[Math.min(times.length - 1, Math.max(0, nearestIndex(times, at) + steps))] ?? at;
    const ratio = (timeMs - model.x.min) / (model.x.max - model.x.min);
    setPlace({ x: clamp(model.plot.left + ratio * model.plot.width), y: model.plot.top, touch: false });
    group.set({ sourceId: chartId, timeMs });
  };

  const togglePin = () => {
    const timeMs = group.get()?.timeMs;
    setPin(pin === null && timeMs !== undefined ? { timeMs, y: model.plot.top } : null);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const stride = event.shiftKey ? 10 : 1;
    if (event.key === 'ArrowLeft') walk(-stride);
    else if (event.key === 'ArrowRight') walk(stride);
    else if (event.key === 'Enter') togglePin();
    else if (event.key === 'Escape') {
      setDrag(null);
      pressed.current = null;
      setPin(null);
      leave();
    } else return;
    event.preventDefault();
  };

  const handlers = {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onKeyDown,
    onBlur: leave,
    onPointerLeave: (event: PointerEvent<HTMLElement>) => {
      // A finger leaves when it is lifted; what it pointed at stays until it touches elsewhere.
      if (event.pointerType !== 'touch' && pressed.current === null) leave();
    },
    onPointerCancel: () => {
      pressed.current = null;
      setDrag(null);
    },
    onDoubleClick: () => {
      setPin(null);
      onZoomOut?.();
    },
  };
  return { place, drag, pin, handlers, unpin: () => setPin(null) };
}
