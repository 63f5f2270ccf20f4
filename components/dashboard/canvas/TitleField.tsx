'use client';

import { useState } from 'react';
import { changeSettings } from '@/lib/dashboard/edit/settings';
import { useEditor } from '../editor/EditorContext';
import classes from './editBar.module.css';

/** The title of the dashboard, changed in place. An empty one is refused: the old one comes back. */
export function TitleField() {
  const { dashboard, edit } = useEditor();
  const [typed, setTyped] = useState<string>();
  const commit = () => {
    const title = typed?.trim() ?? '';
    if (title !== '') edit('Change title', (known) => changeSettings(known, { title }), 'title');
    setTyped(undefined);
  };
  return (
    <h1 className={classes.titleHolder}>
      <input
        className={classes.title}
        aria-label="Title of the dashboard"
        value={typed ?? dashboard.title}
        maxLength={500}
        size={Math.min(60, Math.max(10, (typed ?? dashboard.title).length))}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setTyped(undefined);
        }}
      />
    </h1>
  );
}
