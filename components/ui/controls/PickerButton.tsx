'use client';

import { Popover } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { ChoiceList, type ListGroup } from './ChoiceList';
import classes from './controls.module.css';

interface PickerButtonProps {
  readonly label: string;
  /** What the button shows. */
  readonly text: ReactNode;
  /** Muted, as a placeholder. */
  readonly isEmpty?: boolean;
  /** Adds what is picked to a list, instead of showing a value. */
  readonly adds?: boolean;
  readonly groups: readonly ListGroup[];
  readonly selected: readonly string[];
  readonly multi?: boolean;
  readonly freeText?: string;
  readonly onPick: (value: string) => void;
}

/** A box that opens a searchable list. */
export function PickerButton({ text, isEmpty, adds, onPick, ...list }: PickerButtonProps) {
  const [opened, setOpened] = useState(false);
  const pick = (value: string) => {
    if (!list.multi) setOpened(false);
    onPick(value);
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      trapFocus
      returnFocus
      shadow="none"
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.pickerButton}
          aria-haspopup="listbox"
          aria-label={typeof text === 'string' && !adds ? `${list.label}: ${text}` : list.label}
          data-empty={isEmpty || undefined}
          data-add={adds || undefined}
          onClick={() => setOpened(!opened)}
        >
          {adds ? <IconPlus size={14} aria-hidden /> : null}
          <span className={classes.pickerText}>{text}</span>
          {adds ? null : <IconChevronDown size={14} aria-hidden className={classes.chevron} />}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        <ChoiceList {...list} onPick={pick} />
      </Popover.Dropdown>
    </Popover>
  );
}
