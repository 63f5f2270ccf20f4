'use client';

import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { type InputHTMLAttributes, useId, useState } from 'react';
import { IconButton } from '@/components/ui/IconButton';
import classes from './people.module.css';

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'id'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  /** What is wrong with the value; said below, in place of the hint. */
  readonly problem?: string | undefined;
}

/** A line of text with its name above and what to know below. */
export function TextField({ label, value, onChange, hint, problem, required, ...rest }: TextFieldProps) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>
        {label} {required || rest.disabled ? null : <span className={classes.optional}>(optional)</span>}
      </label>
      <input
        id={id}
        className={classes.input}
        value={value}
        required={required}
        aria-invalid={problem !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...rest}
      />
      {note === undefined ? null : (
        <span id={`${id}-note`} className={problem === undefined ? classes.hint : classes.problem}>
          {note}
        </span>
      )}
    </div>
  );
}

type PasswordFieldProps = Omit<TextFieldProps, 'type'>;

/** A password, hidden until its reader wants to see it. */
export function PasswordField({ label, value, onChange, hint, problem, ...rest }: PasswordFieldProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const note = problem ?? hint;
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <div className={classes.reveal}>
        <input
          id={id}
          type={shown ? 'text' : 'password'}
          className={classes.input}
          value={value}
          required
          aria-invalid={problem !== undefined}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...rest}
        />
        <IconButton
          icon={shown ? IconEyeOff : IconEye}
          label={shown ? 'Hide characters' : 'Show characters'}
          onClick={() => setShown(!shown)}
        />
      </div>
      {note === undefined ? null : (
        <span id={`${id}-note`} className={problem === undefined ? classes.hint : classes.problem}>
          {note}
        </span>
      )}
    </div>
  );
}
