'use client';

import { Segments } from '@/components/ui/controls/Segments';
import { Select } from '@/components/ui/controls/Select';
import type { ControlProps } from './controlProps';

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
