'use client';

import { useState } from 'react';
import { CHART_PADDING_PX, insidePadding, panelPadding } from '../padding';
import type { PanelProps } from '../panelType';
import { FrameTable } from './FrameTable';
import type { TableOptions } from './options';
import styles from './table.module.css';

/** A frame as a table; with several frames, a choice between them. */
export function TablePanel({ options, data, size, host }: PanelProps<TableOptions>) {
  const [chosen, setChosen] = useState<number>();
  const { frames } = data;
  const index = Math.min(chosen ?? options.frameIndex, frames.length - 1);
  const frame = frames[index];
  if (!frame) return null;
  return (
    <div className={styles['panel']} style={panelPadding(CHART_PADDING_PX)}>
      <FrameTable
        key={frame.refId + String(index)}
        frame={frame}
        options={options}
        host={host}
        bounds={data.bounds}
        size={insidePadding(size, CHART_PADDING_PX)}
      />
      {frames.length > 1 && (
        <select
          className={styles['frames']}
          aria-label="Series"
          value={index}
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {frames.slice(0, 1000).map((one, i) => (
            // Frames have no other name that is unique.
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is what is chosen
            <option key={i} value={i}>
              {one.name || one.refId}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
