'use client';

import { IconCheck } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useMemo, useState } from 'react';
import classes from './choiceList.module.css';

export interface ListItem {
  readonly value: string;
  readonly label: string;
  /** Muted, at the right. */
  readonly detail?: string;
  readonly preview?: ReactNode;
}

export interface ListGroup {
  /** '' for items without a heading. */
  readonly name: string;
  readonly items: readonly ListItem[];
}

interface ChoiceListProps {
  readonly label: string;
  readonly groups: readonly ListGroup[];
  readonly selected: readonly string[];
  readonly multi?: boolean;
  /** What a typed text that is not listed means; absent: only listed items can be taken. */
  readonly freeText?: string;
  readonly onPick: (value: string) => void;
}

/** More rows than this are not drawn; typing narrows the list. */
const MAX_ROWS = 300;

/** A searchable list in groups: typing narrows, arrows move, Enter takes. */
export function ChoiceList({ label, groups, selected, multi, freeText, onPick }: ChoiceListProps) {
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const found = useMemo(() => filterGroups(groups, search), [groups, search]);
  const rows = found.flatMap(({ items }) => items);
  const current = rows[Math.min(active, rows.length - 1)];
  const typed = search.trim();
  const move = (to: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, to));
    setActive(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') move(active + 1);
    else if (event.key === 'ArrowUp') move(active - 1);
    else if (event.key === 'Enter') {
      if (current) onPick(current.value);
      else if (freeText !== undefined && typed !== '') onPick(typed);
    } else return;
    event.preventDefault();
  };
  return (
    <div className={classes.picker}>
      <input
        className={classes.search}
        placeholder={freeText === undefined ? 'Search' : 'Search, or type'}
        aria-label={`Search ${label.toLowerCase()}`}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={current ? `${id}-${rows.indexOf(current)}` : undefined}
        value={search}
        data-autofocus
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={id} aria-label={label} aria-multiselectable={multi} className={classes.list}>
        {found.map((group) => (
          <Group key={group.name} group={group}>
            {group.items.map((item) => {
              const index = rows.indexOf(item);
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: keys are handled by the combobox
                <div
                  key={item.value}
                  role="option"
                  id={`${id}-${index}`}
                  aria-selected={selected.includes(item.value)}
                  data-active={item === current}
                  className={classes.option}
                  title={item.label}
                  onClick={() => onPick(item.value)}
                >
                  <IconCheck size={14} aria-hidden className={classes.check} />
                  {item.preview}
                  <span className={classes.name}>{item.label}</span>
                  {item.detail === undefined ? null : <span className={classes.detail}>{item.detail}</span>}
                </div>
              );
            })}
          </Group>
        ))}
      </div>
      {rows.length === 0 && (freeText === undefined || typed === '') ? (
        <p className={classes.none}>Nothing found</p>
      ) : null}
      {freeText !== undefined && typed !== '' && !rows.some(({ value }) => value === typed) ? (
        <button type="button" className={classes.free} onClick={() => onPick(typed)}>
          {freeText} “{typed}”
        </button>
      ) : null}
    </div>
  );
}

function Group({ group, children }: { readonly group: ListGroup; readonly children: ReactNode }) {
  if (group.name === '') return children;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options within a listbox
    <div role="group" aria-label={group.name}>
      <div className={classes.heading} aria-hidden>
        {group.name}
      </div>
      {children}
    </div>
  );
}

function filterGroups(groups: readonly ListGroup[], search: string): ListGroup[] {
  const words = search.trim().toLowerCase().split(/\s+/);
  let room = MAX_ROWS;
  return groups.flatMap(({ name, items }) => {
    const kept = items
      .filter(({ label, value, detail }) => {
        const text = `${name} ${label} ${value} ${detail ?? ''}`.toLowerCase();
        return words.every((word) => text.includes(word));
      })
      .slice(0, room);
    room -= kept.length;
    return kept.length === 0 ? [] : [{ name, items: kept }];
  });
}
