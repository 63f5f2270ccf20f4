'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useVisitor } from '@/components/shell/VisitorContext';
import { Button } from '@/components/ui/Button';
import { Dialog, DialogActions } from '@/components/ui/Dialog';
import { createApiToken } from '@/lib/api/people';
import type { Role } from '@/lib/api/visitor';
import { FormAlert } from './FormAlert';
import classes from './people.module.css';
import { RoleField } from './RoleField';
import { ShownOnce } from './ShownOnce';
import { TextField } from './TextField';

const DAY_SECONDS = 86_400;
const LIVES = [
  { label: '30 days', seconds: 30 * DAY_SECONDS },
  { label: '90 days', seconds: 90 * DAY_SECONDS },
  { label: '1 year', seconds: 365 * DAY_SECONDS },
  { label: 'Never expires', seconds: 0 },
] as const;

interface NewTokenDialogProps {
  readonly onMade: () => void;
  readonly onClose: () => void;
}

/** Makes an API token, and shows it this one time. */
export function NewTokenDialog({ onMade, onClose }: NewTokenDialogProps) {
  const visitor = useVisitor();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('Viewer');
  const [secondsToLive, setSecondsToLive] = useState<number>(90 * DAY_SECONDS);
  const make = useMutation({ mutationFn: () => createApiToken({ name, role, secondsToLive }), onSuccess: onMade });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') make.mutate();
  };
  if (make.data !== undefined) return <TokenMade token={make.data} onClose={onClose} />;
  return (
    <Dialog title="New token" opened onClose={onClose}>
      <form className={classes.form} onSubmit={submit}>
        <FormAlert error={make.error} />
        <TextField
          label="Name"
          required
          maxLength={120}
          value={name}
          onChange={setName}
          hint="The program that will use it."
          data-autofocus
        />
        <RoleField value={role} onChange={setRole} upTo={visitor.role} />
        <LifeField value={secondsToLive} onChange={setSecondsToLive} />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={name.trim() === '' || make.isPending}>
            Make token
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function TokenMade({ token, onClose }: { readonly token: string; readonly onClose: () => void }) {
  return (
    <Dialog title="Token made" opened onClose={onClose}>
      <div className={classes.form}>
        <p>Copy it now: it is not shown again.</p>
        <ShownOnce what="token" text={token} />
      </div>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function LifeField({ value, onChange }: { readonly value: number; readonly onChange: (seconds: number) => void }) {
  const id = useId();
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>
        Expires after
      </label>
      <select
        id={id}
        className={classes.select}
        value={value}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      >
        {LIVES.map(({ label, seconds }) => (
          <option key={seconds} value={seconds}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
