'use client';

import { PasswordInput, TextInput } from '@mantine/core';
import type { InputHTMLAttributes } from 'react';

interface TextFieldProps
  extends Pick<
    InputHTMLAttributes<HTMLInputElement>,
    | 'required'
    | 'disabled'
    | 'autoComplete'
    | 'autoFocus'
    | 'autoCapitalize'
    | 'spellCheck'
    | 'name'
    | 'maxLength'
    | 'type'
    | 'placeholder'
    | 'onBlur'
  > {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  /** What is wrong with the value; said below, in place of the hint. */
  readonly problem?: string | undefined;
}

/** A line of text with its name above and what to know below. */
export function TextField({ label, onChange, hint, problem, required, ...rest }: TextFieldProps) {
  const isOptional = !required && !rest.disabled;
  return (
    <TextInput
      label={isOptional ? `${label} (optional)` : label}
      {...notes(hint, problem)}
      {...rest}
      {...(required === undefined ? {} : { required })}
      withAsterisk={false}
      inputWrapperOrder={ORDER}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

type PasswordFieldProps = Omit<TextFieldProps, 'type'>;

/** A password, hidden until its reader wants to see it. */
export function PasswordField({ label, onChange, hint, problem, required = true, ...rest }: PasswordFieldProps) {
  return (
    <PasswordInput
      label={label}
      {...notes(hint, problem)}
      {...rest}
      required={required}
      withAsterisk={false}
      inputWrapperOrder={ORDER}
      visibilityToggleButtonProps={{ 'aria-label': 'Show characters' }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

function notes(hint: string | undefined, problem: string | undefined) {
  if (problem !== undefined) return { error: problem };
  return hint === undefined ? {} : { description: hint };
}
