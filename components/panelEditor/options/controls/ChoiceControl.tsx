'use client';

import { IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';
import type { Choice } from '../optionField';
import type { ControlProps } from './controlProps';
import classes from './controls.module.css';

interface SegmentsProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A choice of few, all in view. */
export function Segments({ label, choices, value, onChange }: SegmentsProps) {
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

interface SelectProps extends SegmentsProps {
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

/** Segments need room: at most three short words. */
const MAX_SEGMENTS = 3;
const MAX_LETTERS = 22;

export function ChoiceControl({ field, value, onChange }: ControlProps) {
  const choices = field.control.kind === 'choice' ? field.control.choices : [];
  const current = typeof value === 'string' ? value : undefined;
  const optional = field.schema.safeParse(undefined).data === undefined;
  const letters = choices.reduce((sum, { label }) => sum + label.length, 0);
  const fits = choices.length <= MAX_SEGMENTS && letters <= MAX_LETTERS && !optional;
  if (fits)
    return <Segments label={field.title} choices={choices} value={current} onChange={(next) => onChange(next)} />;
  return (
    <Select
      label={field.title}
      choices={choices}
      value={current}
      {...(optional ? { none: field.placeholder } : {})}
      onChange={(next) => onChange(next === '' ? undefined : next)}
    />
  );
}
