'use client';

import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button';
import classes from './dialogs.module.css';

interface NameFormProps {
  /** What the button does. */
  readonly verb: string;
  readonly initial: string;
  /** @returns whether it was saved; a failure was told already */
  readonly onSave: (name: string) => Promise<boolean>;
  readonly onClose: () => void;
}

const MAX_LENGTH = 189;

/** Asks for a name. */
export function NameForm({ verb, initial, onSave, onClose }: NameFormProps) {
  const [name, setName] = useState(initial);
  const [saving, setSaving] = useState(false);
  const trimmed = name.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (trimmed === '' || saving) return;
    setSaving(true);
    if (trimmed === initial || (await onSave(trimmed))) onClose();
    else setSaving(false);
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput
        label="Name"
        value={name}
        maxLength={MAX_LENGTH}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={trimmed === '' || saving}>
          {verb}
        </Button>
      </div>
    </form>
  );
}
