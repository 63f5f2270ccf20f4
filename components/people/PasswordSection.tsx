'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { toast } from '@/components/shell/toasts';
import { useVisitor } from '@/components/shell/VisitorContext';
import { Button } from '@/components/ui/Button';
import { changePassword } from '@/lib/api/people';
import { FormAlert } from './FormAlert';
import { NewPasswordFields } from './NewPasswordFields';
import classes from './people.module.css';
import { PasswordField } from './TextField';

/** Another password; one's sessions in other browsers end. */
export function PasswordSection() {
  const { login } = useVisitor();
  const [old, setOld] = useState('');
  const [next, setNext] = useState<string>();
  /** A new number empties the fields. */
  const [round, setRound] = useState(0);
  const change = useMutation({
    mutationFn: (password: string) => changePassword(old, password),
    onSuccess: () => {
      toast('Password changed. Other browsers are signed out.');
      setOld('');
      setNext(undefined);
      setRound(round + 1);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (next !== undefined) change.mutate(next);
  };
  return (
    <section className={classes.section} aria-labelledby="password">
      <h2 id="password" className={classes.heading}>
        Password
      </h2>
      <form className={classes.form} onSubmit={submit}>
        <FormAlert error={change.error} />
        <PasswordField label="Current password" autoComplete="current-password" value={old} onChange={setOld} />
        <NewPasswordFields key={round} login={login} onChange={setNext} />
        <div className={classes.actions}>
          <Button type="submit" variant="primary" disabled={old === '' || next === undefined || change.isPending}>
            Change password
          </Button>
        </div>
      </form>
    </section>
  );
}
