'use client';

import { useState } from 'react';
import { z } from 'zod';
import classes from '@/components/ui/controls/controls.module.css';
import type { ControlProps } from './controlProps';

const lengths = z.array(z.number()).catch([]);

/** `10, 5` as lengths in px; undefined for what is no list of numbers from 0. */
export function readDashes(text: string): number[] | undefined {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  const numbers = parts.map(Number);
  return numbers.length <= 20 && numbers.every((number) => number >= 0 && number <= 1000) ? numbers : undefined;
}

/** Lengths of dashes and gaps. */
export function DashesControl({ field, value, onChange }: ControlProps) {
  const [draft, setDraft] = useState<string>();
  const isWrong = draft !== undefined && readDashes(draft) === undefined;
  return (
    <input
      className={classes.text}
      aria-label={`${field.title}: lengths of dashes and gaps`}
      aria-invalid={isWrong}
      title={isWrong ? 'Numbers from 0 to 1000, as 10, 5' : undefined}
      placeholder="10, 10"
      value={draft ?? lengths.parse(value).join(', ')}
      onChange={(event) => {
        setDraft(event.target.value);
        const next = readDashes(event.target.value);
        if (next) onChange(next.length === 0 ? undefined : next, true);
      }}
      onBlur={() => setDraft(undefined)}
    />
  );
}
