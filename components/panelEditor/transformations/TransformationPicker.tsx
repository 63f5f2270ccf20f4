'use client';

import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import controls from '@/components/ui/controls/controls.module.css';
import { Dialog } from '@/components/ui/Dialog';
import { findTransformations } from './findTransformations';
import classes from './transformations.module.css';

/** Opens the list of transformations, with search. */
export function TransformationPicker({ onPick }: { readonly onPick: (id: string, name: string) => void }) {
  const [opened, setOpened] = useState(false);
  const [search, setSearch] = useState('');
  const found = findTransformations(search);
  const pick = (id: string, name: string) => {
    setOpened(false);
    setSearch('');
    onPick(id, name);
  };
  return (
    <>
      <Button onClick={() => setOpened(true)}>
        <IconPlus size={15} aria-hidden />
        Add transformation
      </Button>
      <Dialog title="Choose a transformation" opened={opened} onClose={() => setOpened(false)} width={640}>
        <input
          className={controls.text}
          data-autofocus
          aria-label="Search transformations"
          placeholder="Search transformations"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key === 'Enter' && first !== undefined) pick(first.id, first.name);
          }}
        />
        <ul className={classes.picker}>
          {found.map(({ id, name, description }) => (
            <li key={id}>
              <button type="button" className={classes.pick} onClick={() => pick(id, name)}>
                <strong>{name}</strong>
                <span>{description}</span>
              </button>
            </li>
          ))}
        </ul>
        {found.length === 0 ? <p className={classes.nothing}>No transformation matches “{search}”.</p> : null}
      </Dialog>
    </>
  );
}
