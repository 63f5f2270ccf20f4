'use client';

import { IconCheck } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import type { VariableOption } from '@/lib/dashboard/document';
import classes from './variables.module.css';

interface OptionPickerProps {
  readonly label: string;
  readonly options: readonly VariableOption[];
  readonly selected: readonly string[];
  readonly multi: boolean;
  readonly onPick: (value: string) => void;
}

/** More rows than this are not drawn; typing narrows the list. */
const MAX_ROWS = 200;

/** A searchable list: arrows move, Enter picks, typing narrows. A value that is not listed can be typed in. */
export function OptionPicker({ label, options, selected, multi, onPick }: OptionPickerProps) {
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const found = useMemo(() => filterOptions(options, search), [options, search]);
  const rows = found.slice(0, MAX_ROWS);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setActive((index) => Math.min(rows.length - 1, Math.max(0, index + step)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const value = rows[active]?.value ?? search.trim();
      if (value !== '') onPick(value);
    }
  };
  return (
    <div className={classes.picker}>
      <input
        className={classes.search}
        placeholder="Filter, or type a value"
        aria-label={`Filter values of ${label}`}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={rows[active] === undefined ? undefined : `${id}-${active}`}
        value={search}
        data-autofocus
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={id} aria-label={label} aria-multiselectable={multi} className={classes.list}>
        {rows.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: keys are handled by the combobox
          <div
            key={option.value}
            role="option"
            id={`${id}-${index}`}
            aria-selected={selected.includes(option.value)}
            data-active={index === active}
            className={classes.option}
            title={option.text}
            onClick={() => onPick(option.value)}
          >
            <IconCheck size={14} aria-hidden className={classes.check} />
            <span>{option.text}</span>
          </div>
        ))}
        {rows.length === 0 ? (
          <p className={classes.none}>{search === '' ? 'No values' : 'Enter takes this value'}</p>
        ) : null}
      </div>
      {found.length > rows.length ? (
        <p className={classes.none}>{found.length - rows.length} more: type to narrow</p>
      ) : null}
    </div>
  );
}

function filterOptions(options: readonly VariableOption[], search: string): readonly VariableOption[] {
  const wanted = search.trim().toLowerCase();
  return wanted === '' ? options : options.filter(({ text }) => text.toLowerCase().includes(wanted));
}
