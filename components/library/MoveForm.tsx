'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button';
import classes from './dialogs.module.css';
import { FolderSelect } from './FolderSelect';
import { type FolderNode, findNode } from './folderTree';

interface MoveFormProps {
  readonly tree: readonly FolderNode[];
  /** Where it is now; undefined when that is several places. */
  readonly current: string | undefined;
  /** A folder that is moved itself: neither it nor what is below it can be chosen. */
  readonly without?: string;
  readonly onMove: (folder: { readonly uid: string; readonly title: string }) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Asks for a folder. */
export function MoveForm({ tree, current, without, onMove, onClose }: MoveFormProps) {
  const [chosen, setChosen] = useState(current ?? '');
  const [saving, setSaving] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    const title = findNode(tree, chosen)?.folder.title ?? 'Dashboards';
    if (await onMove({ uid: chosen, title: chosen === '' ? title : `“${title}”` })) onClose();
    else setSaving(false);
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <FolderSelect
        value={chosen}
        onChange={({ uid }) => setChosen(uid)}
        {...(without === undefined ? {} : { without })}
      />
      <div className={classes.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={saving || chosen === current}>
          Move
        </Button>
      </div>
    </form>
  );
}
