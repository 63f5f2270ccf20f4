'use client';

import { useState } from 'react';
import controls from './controls.module.css';

interface LateTextProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly mono?: boolean;
  /** Suggestions while one types. */
  readonly list?: string;
  /** Why a text cannot be taken; undefined when it can. */
  readonly problem?: (text: string) => string | undefined;
  readonly onChange: (text: string) => void;
}

/** A text that counts on Enter and when the box is left; Escape takes it back. What is wrong stays out, marked. */
export function LateText({ label, value, placeholder, mono, list, problem, onChange }: LateTextProps) {
  const [draft, setDraft] = useState<string>();
  const wrong = draft === undefined ? undefined : problem?.(draft.trim());
  const commit = () => {
    if (draft !== undefined && wrong === undefined && draft.trim() !== value) onChange(draft.trim());
    setDraft(undefined);
  };
  return (
    <input
      className={`${controls.text} ${mono ? controls.mono : ''}`}
      aria-label={label}
      aria-invalid={wrong !== undefined}
      title={wrong}
      placeholder={placeholder}
      list={list}
      value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape' && draft !== undefined) {
          event.stopPropagation();
          setDraft(undefined);
        }
      }}
    />
  );
}
