'use client';

import classes from '@/components/ui/controls/controls.module.css';
import type { ControlProps } from './controlProps';

/** Text; an emptied box takes the option away. */
export function TextControl({ field, value, onChange }: ControlProps) {
  const text = typeof value === 'string' ? value : '';
  const change = (next: string) => onChange(next === '' ? undefined : next, true);
  if (field.control.kind === 'textArea') {
    return (
      <textarea
        className={classes.textArea}
        aria-label={field.title}
        placeholder={field.placeholder === 'auto' ? undefined : field.placeholder}
        rows={Math.min(16, Math.max(3, text.split('\n').length + 1))}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
    );
  }
  return (
    <input
      className={classes.text}
      aria-label={field.title}
      placeholder={field.placeholder}
      value={text}
      onChange={(event) => change(event.target.value)}
    />
  );
}
