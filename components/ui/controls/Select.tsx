'use client';

import { IconChevronDown } from '@tabler/icons-react';
import type { ChoiceProps } from './choice';
import classes from './controls.module.css';

interface SelectProps extends ChoiceProps {
  /** Offered as no choice at all. */
  readonly none?: string;
}

/** A choice of many. A stored value that is not among them stays and shows. */
export function Select({ label, choices, value, none, onChange }: SelectProps) {
  const isListed = value === undefined || choices.some((choice) => choice.value === value);
  return (
    <span className={classes.selectBox}>
      <select
        className={classes.select}
        aria-label={label}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value)}
      >
        {none === undefined ? null : <option value="">{none}</option>}
        {isListed ? null : <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      <IconChevronDown size={14} aria-hidden className={classes.chevron} />
    </span>
  );
}
