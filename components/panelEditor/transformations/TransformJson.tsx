'use client';

import { useState } from 'react';
import { z } from 'zod';
import { Button } from '@/components/ui/Button';
import controls from '@/components/ui/controls/controls.module.css';
import type { TransformFormProps } from './formProps';
import classes from './transformations.module.css';

const object = z.record(z.string(), z.json());

/** The options of a transformation as JSON, for kinds without a form. */
export function TransformJson({ step, onChange }: TransformFormProps) {
  const stored = JSON.stringify(step.options, null, 2);
  const [draft, setDraft] = useState<string>();
  const problem = draft === undefined ? undefined : problemOf(draft);
  const apply = () => {
    if (draft === undefined || problem !== undefined) return;
    onChange(object.parse(JSON.parse(draft)));
    setDraft(undefined);
  };
  const text = draft ?? stored;
  return (
    <div className={classes.form}>
      <textarea
        className={`${controls.textArea} ${controls.mono}`}
        aria-label={`Options of ${step.id} as JSON`}
        aria-invalid={problem !== undefined}
        rows={Math.min(14, Math.max(3, text.split('\n').length))}
        spellCheck={false}
        value={text}
        onChange={(event) => setDraft(event.target.value)}
      />
      {problem === undefined ? null : (
        <p className={classes.problem} role="status">
          {problem}
        </p>
      )}
      {draft === undefined || draft === stored ? null : (
        <div className={classes.sentence}>
          <Button variant="primary" disabled={problem !== undefined} onClick={apply}>
            Apply
          </Button>
          <Button variant="quiet" onClick={() => setDraft(undefined)}>
            Take back
          </Button>
        </div>
      )}
    </div>
  );
}

function problemOf(text: string): string | undefined {
  try {
    return object.safeParse(JSON.parse(text)).success ? undefined : 'The options are an object: { … }';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
