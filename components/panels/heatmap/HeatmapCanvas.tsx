'use client';

import { useLayoutEffect, useRef } from 'react';
import { colorPlace, type HeatmapModel } from './heatmapModel';
import type { HeatmapOptions } from './options';

interface HeatmapCanvasProps {
  readonly model: HeatmapModel;
  readonly options: HeatmapOptions;
  readonly ramp: readonly string[];
  readonly bounds: { readonly fromMs: number; readonly toMs: number };
  readonly width: number;
  readonly height: number;
}

function draw(context: CanvasRenderingContext2D, props: HeatmapCanvasProps): void {
  const { model, options, ramp, bounds, width, height } = props;
  const { times, rows, counts, stepMs } = model;
  const pxPerMs = width / (bounds.toMs - bounds.fromMs);
  const rowPx = height / Math.max(1, rows.length);
  const columnPx = stepMs * pxPerMs;
  // A gap that eats the cell would leave nothing to see.
  const gapX = columnPx > 4 * options.cellGap ? options.cellGap : 0;
  const gapY = rowPx > 4 * options.cellGap ? options.cellGap : 0;
  // A query's sample says what was before it; calculated columns begin at their time.
  const shift = options.calculate ? 0 : columnPx / 2;
  context.clearRect(0, 0, width, height);
  for (let row = 0; row < rows.length; row++) {
    const y = options.yAxis.reverse ? row * rowPx : height - (row + 1) * rowPx;
    for (let column = 0; column < times.length; column++) {
      const count = counts[row * times.length + column] as number;
      if (!(count > options.filterValues.le)) continue;
      const place = colorPlace(count, model, options.color);
      context.fillStyle = ramp[Math.round(place * (ramp.length - 1))] ?? '#808080';
      const x = ((times[column] as number) - bounds.fromMs) * pxPerMs - shift;
      context.fillRect(x, y, Math.max(1, columnPx - gapX), Math.max(1, rowPx - gapY));
    }
  }
}

/** The cells on a canvas of the screen's density. */
export function HeatmapCanvas(props: HeatmapCanvasProps) {
  const element = useRef<HTMLCanvasElement>(null);
  const { width, height } = props;
  useLayoutEffect(() => {
    const canvas = element.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const density = window.devicePixelRatio || 1;
    canvas.width = Math.max(1, Math.round(width * density));
    canvas.height = Math.max(1, Math.round(height * density));
    context.scale(density, density);
    draw(context, props);
  });
  return <canvas ref={element} style={{ width, height, display: 'block' }} />;
}
