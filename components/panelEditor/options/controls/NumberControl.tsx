'use client';

import type { CSSProperties } from 'react';
import { NumberInput } from '@/components/ui/controls/NumberInput';
import type { ControlProps } from './controlProps';
import classes from './controls.module.css';

/** A number; with both bounds and room for it, also on a track. */
export function NumberControl({ field, value, onChange }: ControlProps) {
  const { control, title, unit, placeholder } = field;
  if (control.kind !== 'number' && control.kind !== 'slider') throw new Error('BUG: not a number');
  const current = typeof value === 'number' ? value : undefined;
  const { min, max, step, integer } = control;
  const limits = { integer, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  const box = (
    <NumberInput
      label={title}
      value={current}
      placeholder={placeholder}
      unit={unit}
      limits={limits}
      onChange={(next) => onChange(next, true)}
    />
  );
  if (control.kind === 'number') return box;
  return (
    <span className={classes.sliderRow}>
      <input
        type="range"
        className={classes.slider}
        aria-label={`${title}, track`}
        min={min ?? 0}
        max={max ?? 100}
        step={step ?? 1}
        value={current ?? min ?? 0}
        style={trackStyle(current ?? 0, min ?? 0, max ?? 100)}
        onChange={(event) => onChange(Number(event.target.value), true)}
      />
      {box}
    </span>
  );
}

/** A custom property; the type of styles does not know those. */
function trackStyle(value: number, min: number, max: number): CSSProperties {
  const share = Math.min(1, Math.max(0, (value - min) / (max - min)));
  return { '--share': `${share * 100}%` } as CSSProperties;
}
