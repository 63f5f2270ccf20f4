'use client';

import { useState } from 'react';
import classes from './controls.module.css';

interface NumberInputProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly placeholder?: string | undefined;
  readonly unit?: string | undefined;
  readonly limits?: { readonly min?: number; readonly max?: number; readonly integer?: boolean };
  /** Report on Enter and on leaving instead of at every key: for lists that sort themselves. */
  readonly late?: boolean;
  readonly onChange: (value: number | undefined) => void;
}

/** A number that may be absent. What is no number yet stays in the box, marked, and changes nothing. */
export function NumberInput({ label, value, placeholder, unit, limits = {}, late, onChange }: NumberInputProps) {
  const [draft, setDraft] = useState<string>();
  const reading = draft === undefined ? { ok: true, value } : readNumber(draft, limits);
  const commit = () => {
    if (late && draft !== undefined && reading.ok && reading.value !== value) onChange(reading.value);
  };
  return (
    <span className={classes.numberBox} data-invalid={!reading.ok || undefined}>
      <input
        className={classes.number}
        inputMode="decimal"
        aria-label={label}
        aria-invalid={!reading.ok}
        title={reading.ok ? undefined : limitText(limits)}
        placeholder={placeholder}
        value={draft ?? (value === undefined ? '' : String(value))}
        onChange={(event) => {
          const text = event.target.value;
          setDraft(text);
          const next = readNumber(text, limits);
          if (!late && next.ok && next.value !== value) onChange(next.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          commit();
          setDraft(undefined);
        }}
        onBlur={() => {
          commit();
          setDraft(undefined);
        }}
      />
      {unit === undefined ? null : <span className={classes.unit}>{unit}</span>}
    </span>
  );
}

interface Reading {
  readonly ok: boolean;
  readonly value?: number | undefined;
}

/** '' is no number and right; anything but a finite number within the limits is wrong. */
export function readNumber(text: string, limits: NonNullable<NumberInputProps['limits']>): Reading {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return { ok: true };
  const value = Number(trimmed);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, integer = false } = limits;
  const ok = Number.isFinite(value) && value >= min && value <= max && (!integer || Number.isInteger(value));
  return ok ? { ok, value } : { ok };
}

function limitText({ min, max, integer }: NonNullable<NumberInputProps['limits']>): string {
  const kind = integer ? 'A whole number' : 'A number';
  if (min !== undefined && max !== undefined) return `${kind} from ${min} to ${max}`;
  if (min !== undefined) return `${kind} from ${min}`;
  return max === undefined ? kind : `${kind} up to ${max}`;
}
