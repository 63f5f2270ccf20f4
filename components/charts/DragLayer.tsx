'use client';

import type { DOMAttributes } from 'react';
import { spanText } from '@/lib/time/age';
import { formatInstant } from '@/lib/time/formatTime';
import { type ChartModel, pxToX } from './chartModel';
import styles from './dragLayer.module.css';
import type { DragSpan } from './usePlotPointer';

interface DragLayerProps {
  readonly model: ChartModel;
  readonly drag: DragSpan | null;
  readonly timeZone: string;
  readonly handlers: DOMAttributes<HTMLDivElement>;
  readonly label: string;
}

/** The part of a chart that takes pointer and keys, and the span that a drag is about to zoom into. */
export function DragLayer({ model, drag, timeZone, handlers, label }: DragLayerProps) {
  const { left, top, width, height } = model.plot;
  const start = drag && Math.min(drag.startPx, drag.endPx);
  const end = drag && Math.max(drag.startPx, drag.endPx);
  return (
    <>
      {start !== null && end !== null && (
        <div className={styles['span']} style={{ left: start, width: end - start, top, height }}>
          <span>
            {formatInstant(pxToX(model, start), timeZone, { nowMs: model.x.max })} ·{' '}
            {spanText(pxToX(model, end) - pxToX(model, start))}
          </span>
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: the surface is drawn, and no element of HTML is one */}
      <div
        className={styles['surface']}
        style={{ left, top, width, height }}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk along the samples
        tabIndex={0}
        role="group"
        aria-roledescription="chart"
        aria-label={label}
        {...handlers}
      />
    </>
  );
}
