'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Dialog, DialogActions } from '@/components/ui/Dialog';
import { changeRow } from '@/lib/dashboard/edit/rows';
import { useEditor } from '../editor/EditorContext';
import type { PlacedRow } from '../repeats';
import classes from '../section.module.css';

interface RowSettingsProps {
  readonly row: PlacedRow;
  readonly onClose: () => void;
}

/** The dialog for the title of a row and the variable it is repeated for. */
export function RowSettings({ row, onClose }: RowSettingsProps) {
  const { dashboard, edit } = useEditor();
  const [title, setTitle] = useState(row.title);
  const [repeat, setRepeat] = useState(row.repeat ?? '');
  const names = dashboard.variables.map(({ name }) => name);
  // A name that no variable has any more stays until another is chosen.
  const listed = repeat === '' || names.includes(repeat) ? names : [repeat, ...names];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    edit('Change row', (known) => changeRow(known, row.id, { title, repeat }));
    onClose();
  };
  return (
    <Dialog title="Row" opened onClose={onClose}>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label="Title"
          description="May hold variables, as $host."
          value={title}
          maxLength={500}
          data-autofocus
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <NativeSelect
          label="Repeat for each value of"
          value={repeat}
          data={[{ value: '', label: 'No repetition' }, ...listed.map((name) => ({ value: name, label: `$${name}` }))]}
          onChange={(event) => setRepeat(event.currentTarget.value)}
        />
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary">
            Apply
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
