'use client';

import { Menu } from '@mantine/core';
import { IconArrowsSort, IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { Button } from '@/components/ui/Button';
import type { SortOrder } from '@/lib/api/library';
import { useLibraryScope } from './LibraryScope';
import classes from './library.module.css';

const SORTS: readonly (readonly [SortOrder, string])[] = [
  ['alpha-asc', 'Name A–Z'],
  ['alpha-desc', 'Name Z–A'],
  ['updated-desc', 'Changed last'],
  ['updated-asc', 'Changed first'],
];

interface LibraryToolbarProps {
  readonly search: RefObject<HTMLInputElement | null>;
  /** Opens folders and tags on the phone. */
  readonly onPlaces: () => void;
}

/** Search, the chosen tags, and the order. */
export function LibraryToolbar({ search, onPlaces }: LibraryToolbarProps) {
  const { state, change, folder } = useLibraryScope();
  const where = folder === undefined ? 'dashboards' : `in ${folder.title}`;
  return (
    <div className={classes.toolbar}>
      <SearchField field={search} label={`Search ${where}`} />
      {state.tags.map((tag) => (
        <button
          key={tag}
          type="button"
          className={classes.chip}
          aria-label={`Remove tag ${tag}`}
          onClick={() => change({ tags: state.tags.filter((known) => known !== tag) })}
        >
          {tag}
          <IconX size={12} aria-hidden />
        </button>
      ))}
      <span className={classes.places}>
        <Button onClick={onPlaces}>
          <IconFilter size={15} aria-hidden />
          Folders and tags
        </Button>
      </span>
      <SortMenu />
    </div>
  );
}

interface SearchFieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly label: string;
}

/** While somebody types, the field has its own text: the address follows a moment later. */
function SearchField({ field, label }: SearchFieldProps) {
  const { state, change } = useLibraryScope();
  const [typed, setTyped] = useState<string>();
  return (
    <label className={classes.search}>
      <IconSearch size={15} aria-hidden />
      <input
        ref={field}
        type="search"
        placeholder={label}
        aria-label={label}
        aria-keyshortcuts="/"
        value={typed ?? state.query}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          change({ query: event.currentTarget.value });
        }}
        onBlur={() => setTyped(undefined)}
      />
      <kbd className={classes.key} aria-hidden>
        /
      </kbd>
    </label>
  );
}

function SortMenu() {
  const { state, change } = useLibraryScope();
  const label = SORTS.find(([order]) => order === state.sort)?.[1];
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="quiet" className={classes.sortMenu ?? ''}>
          <IconArrowsSort size={15} aria-hidden />
          <span className="visuallyHidden">Sort: </span>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {SORTS.map(([order, name]) => (
          <Menu.Item key={order} onClick={() => change({ sort: order })}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
