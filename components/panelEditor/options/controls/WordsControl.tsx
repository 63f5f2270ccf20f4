'use client';

import { useState } from 'react';
import { z } from 'zod';
import classes from '@/components/ui/controls/controls.module.css';
import type { ControlProps } from './controlProps';

const words = z.array(z.string()).catch([]);

/** `prod, eu west` as a list of texts. */
export function readWords(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Several short texts, parted by commas: tags. */
export function WordsControl({ field, value, onChange }: ControlProps) {
  const [draft, setDraft] = useState<string>();
  return (
    <input
      className={classes.text}
      aria-label={`${field.title}, parted by commas`}
      placeholder={field.placeholder}
      value={draft ?? words.parse(value).join(', ')}
      onChange={(event) => {
        setDraft(event.target.value);
        const next = readWords(event.target.value);
        onChange(next.length === 0 ? undefined : next, true);
      }}
      onBlur={() => setDraft(undefined)}
    />
  );
}
