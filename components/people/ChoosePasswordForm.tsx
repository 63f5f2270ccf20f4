'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { choosePassword } from '@/lib/api/people';
import { enterAt } from './enterAt';
import { FormAlert } from './FormAlert';
import { NewPasswordFields } from './NewPasswordFields';
import classes from './people.module.css';

interface ChoosePasswordFormProps {
  readonly token: string;
  readonly login: string;
  readonly redirectTo: string;
}

/** Spends a one-time link. */
export function ChoosePasswordForm({ token, login, redirectTo }: ChoosePasswordFormProps) {
  const [password, setPassword] = useState<string>();
  const choice = useMutation({
    mutationFn: (chosen: string) => choosePassword(token, chosen),
    onSuccess: () => enterAt(redirectTo),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== undefined) choice.mutate(password);
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <FormAlert error={choice.error} />
      {/* For password managers, which keep it with the password. */}
      <input type="hidden" name="username" autoComplete="username" value={login} />
      <NewPasswordFields login={login} onChange={setPassword} />
      <Button
        type="submit"
        variant="primary"
        className={classes.wide}
        disabled={password === undefined || choice.isPending || choice.isSuccess}
      >
        {choice.isPending ? 'Saving…' : 'Save and sign in'}
      </Button>
    </form>
  );
}
