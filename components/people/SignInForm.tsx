'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { signIn } from '@/lib/api/people';
import { enterAt } from './enterAt';
import { FormAlert } from './FormAlert';
import classes from './people.module.css';
import { PasswordField, TextField } from './TextField';

/** User name or email, and password. */
export function SignInForm({ redirectTo }: { readonly redirectTo: string }) {
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const entry = useMutation({ mutationFn: () => signIn(user, password), onSuccess: () => enterAt(redirectTo) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entry.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <FormAlert error={entry.error} />
      <TextField
        label="User name or email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={user}
        onChange={setUser}
        autoFocus
      />
      <PasswordField label="Password" autoComplete="current-password" value={password} onChange={setPassword} />
      <Button type="submit" variant="primary" className={classes.wide} disabled={entry.isPending || entry.isSuccess}>
        {entry.isPending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
