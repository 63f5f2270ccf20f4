'use client';

import { useEffect, useState } from 'react';
import type { Variable } from '@/lib/dashboard/document';
import classes from './variables.module.css';

interface TextVariableProps {
  readonly variable: Variable;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A variable that is typed in; it takes effect on Enter or on leaving. */
export function TextVariable({ variable, value, onChange }: TextVariableProps) {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  const commit = () => {
    if (draft !== value) onChange(draft);
  };
  return (
    <label className={classes.box}>
      {variable.hide === 'label' ? null : <span className={classes.label}>{variable.label || variable.name}</span>}
      <input
        className={classes.text}
        aria-label={variable.label || variable.name}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </label>
  );
}
