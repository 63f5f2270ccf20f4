'use client';

import { useState } from 'react';
import fields from '@/components/ui/controls/controls.module.css';
import { Segments } from '@/components/ui/controls/Segments';
import { formatDuration, parseDuration } from '@/lib/time/duration';
import type { ControlProps } from './controlProps';
import classes from './controls.module.css';

const CHOICES = [
  { value: 'gap', label: 'Gap' },
  { value: 'join', label: 'Join' },
  { value: 'limit', label: 'Up to' },
];
const FIVE_MINUTES_MS = 300_000;

/** How gaps are drawn: as gaps, joined, or joined where they are short. Stored as false, true or milliseconds. */
export function GapsControl({ field, value, onChange }: ControlProps) {
  const limitMs = typeof value === 'number' ? value : undefined;
  const current = limitMs !== undefined ? 'limit' : value === true ? 'join' : 'gap';
  return (
    <span className={classes.stack}>
      <Segments
        label={field.title}
        choices={CHOICES}
        value={current}
        onChange={(next) => onChange(next === 'limit' ? FIVE_MINUTES_MS : next === 'join')}
      />
      {limitMs === undefined ? null : (
        <DurationInput label="Longest joined gap" valueMs={limitMs} onChange={onChange} />
      )}
    </span>
  );
}

interface DurationInputProps {
  readonly label: string;
  readonly valueMs: number;
  readonly onChange: (valueMs: number, typing: boolean) => void;
}

/** A duration as `5m`; what is none stays in the box, marked. */
function DurationInput({ label, valueMs, onChange }: DurationInputProps) {
  const [draft, setDraft] = useState<string>();
  const isWrong = draft !== undefined && parseDuration(draft.trim()) === undefined;
  return (
    <input
      className={fields.text}
      aria-label={label}
      aria-invalid={isWrong}
      title={isWrong ? 'A duration, as 90s or 5m' : undefined}
      value={draft ?? formatDuration(valueMs)}
      onChange={(event) => {
        setDraft(event.target.value);
        const parsed = parseDuration(event.target.value.trim());
        if (parsed !== undefined && parsed > 0) onChange(parsed, true);
      }}
      onBlur={() => setDraft(undefined)}
    />
  );
}
