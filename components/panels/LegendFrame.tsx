'use client';

import type { ReactNode } from 'react';
import styles from './legendFrame.module.css';
import { panelPadding, TEXT_PADDING_PX } from './padding';
import type { LegendSplit } from './splitLegend';

interface LegendFrameProps {
  readonly split: LegendSplit;
  readonly legend: ReactNode;
  readonly children: ReactNode;
}

/** A drawing with its legend where the split puts it, within the padding of panels. */
export function LegendFrame({ split, legend, children }: LegendFrameProps) {
  const { drawing, legend: place } = split;
  return (
    <div className={styles['frame']} style={panelPadding(TEXT_PADDING_PX)} data-placement={place?.placement}>
      <div className={styles['drawing']} style={drawing}>
        {children}
      </div>
      {place === undefined ? null : (
        <div className={styles['legend']} style={{ width: place.width, height: place.height }}>
          {legend}
        </div>
      )}
    </div>
  );
}
