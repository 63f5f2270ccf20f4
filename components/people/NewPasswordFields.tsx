'use client';

import { useState } from 'react';
import { MIN_PASSWORD_CHARS, passwordProblem } from '@/lib/people/rules';
import { PasswordField } from './TextField';

interface NewPasswordFieldsProps {
  readonly login: string;
  /** Given the password when it is good and was typed twice alike, else undefined. */
  readonly onChange: (password: string | undefined) => void;
}

/** A new password, twice. What is wrong is said when a field is left, not while it is being filled. */
export function NewPasswordFields({ login, onChange }: NewPasswordFieldsProps) {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [left, setLeft] = useState({ first: false, second: false });
  const problem = passwordProblem(first, login);
  const change = (one: string, two: string) => {
    setFirst(one);
    setSecond(two);
    onChange(passwordProblem(one, login) === undefined && one === two ? one : undefined);
  };
  return (
    <>
      <PasswordField
        label="New password"
        autoComplete="new-password"
        value={first}
        onChange={(value) => change(value, second)}
        onBlur={() => setLeft({ ...left, first: first !== '' })}
        hint={`At least ${MIN_PASSWORD_CHARS} characters; several words are good.`}
        problem={left.first ? problem : undefined}
      />
      <PasswordField
        label="New password again"
        autoComplete="new-password"
        value={second}
        onChange={(value) => change(first, value)}
        onBlur={() => setLeft({ ...left, second: second !== '' })}
        problem={left.second && first !== second ? 'The passwords differ.' : undefined}
      />
    </>
  );
}
