'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Dialog, DialogActions } from '@/components/ui/Dialog';
import { createPerson } from '@/lib/api/people';
import type { Role } from '@/lib/api/visitor';
import { emailProblem, loginProblem, passwordProblem } from '@/lib/people/rules';
import { FormAlert } from './FormAlert';
import { PasswordLinkDialog } from './PasswordLinkDialog';
import classes from './people.module.css';
import { RoleField } from './RoleField';
import { PasswordField, TextField } from './TextField';

interface AddPersonDialogProps {
  readonly onAdded: () => void;
  readonly onClose: () => void;
}

const EMPTY: { login: string; name: string; email: string; password: string; role: Role } = {
  login: '',
  name: '',
  email: '',
  password: '',
  role: 'Viewer',
};

/** Adds a user, with a password or with a link by which they choose one. */
export function AddPersonDialog({ onAdded, onClose }: AddPersonDialogProps) {
  const [form, setForm] = useState(EMPTY);
  const { login, name, email, password, role } = form;
  const problems = {
    login: loginProblem(login.trim()),
    email: emailProblem(email.trim()),
    password: password === '' ? undefined : passwordProblem(password, login),
  };
  const isGood = Object.values(problems).every((problem) => problem === undefined);
  const add = useMutation({
    mutationFn: () => createPerson({ login, name, email, role, ...(password === '' ? {} : { password }) }),
    onSuccess: (link) => {
      onAdded();
      if (link === undefined) onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isGood) add.mutate();
  };
  if (add.data !== undefined) return <PasswordLinkDialog login={login} link={add.data} onClose={onClose} />;
  return (
    <Dialog title="Add user" opened onClose={onClose}>
      <form className={classes.form} onSubmit={submit} autoComplete="off">
        <FormAlert error={add.error} />
        <TextField
          label="User name"
          required
          autoCapitalize="none"
          spellCheck={false}
          value={login}
          onChange={(value) => setForm({ ...form, login: value })}
          problem={login === '' ? undefined : problems.login}
          data-autofocus
        />
        <TextField label="Name" value={name} onChange={(value) => setForm({ ...form, name: value })} />
        <TextField
          label="Email"
          value={email}
          onChange={(value) => setForm({ ...form, email: value })}
          problem={problems.email}
        />
        <RoleField value={role} onChange={(value) => setForm({ ...form, role: value })} />
        <PasswordField
          label="Password (optional)"
          required={false}
          autoComplete="new-password"
          value={password}
          onChange={(value) => setForm({ ...form, password: value })}
          hint="Leave it empty to get a link with which they choose their own."
          problem={problems.password}
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={!isGood || add.isPending}>
            Add user
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
