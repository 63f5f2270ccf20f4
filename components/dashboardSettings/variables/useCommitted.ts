'use client';

import { type KeyboardEvent, useState } from 'react';

export interface CommittedField {
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly commit: (text?: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** A field whose text counts when it is left, by Enter, or when the page is saved; Escape takes it back. */
export function useCommitted(value: string, onCommit: (text: string) => void): CommittedField {
  const [typed, setTyped] = useState<{ readonly text: string; readonly on: string }>();
  // What was typed on another value, before an undo for example, is out of date.
  const text = typed?.on === value ? typed.text : value;
  const commit = (final = text) => {
    if (final !== value) onCommit(final);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isSave = event.key.toLowerCase() === 's' && (event.ctrlKey || event.metaKey);
    if (event.key === 'Enter' || isSave) commit();
    if (event.key === 'Escape') setTyped(undefined);
  };
  return { value: text, onText: (next) => setTyped({ text: next, on: value }), commit, onKeyDown };
}
