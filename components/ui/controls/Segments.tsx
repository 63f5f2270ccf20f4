'use client';

import { useId } from 'react';
import type { ChoiceProps } from './choice';
import classes from './controls.module.css';

/** A choice of few, all in view. */
export function Segments({ label, choices, value, onChange }: ChoiceProps) {
  const name = useId();
  return (
    <span role="radiogroup" aria-label={label} className={classes.segments}>
      {choices.map((choice) => (
        <label key={choice.value} className={classes.segment}>
          <input
            type="radio"
            name={name}
            className="visuallyHidden"
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </span>
  );
}
