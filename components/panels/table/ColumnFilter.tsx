'use client';

import { Popover } from '@mantine/core';
import { IconFilter, IconFilterFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { ChoiceList } from '@/components/ui/controls/ChoiceList';
import styles from './table.module.css';

interface ColumnFilterProps {
  readonly name: string;
  /** Asked when the list opens. */
  readonly choices: () => readonly string[];
  /** None: everything is shown. */
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** A button in the head of a column that chooses which values are shown. */
export function ColumnFilter({ name, choices, chosen, onChange }: ColumnFilterProps) {
  const [opened, setOpened] = useState(false);
  const active = chosen.size > 0;
  const pick = (text: string) => {
    const next = new Set(chosen);
    if (!next.delete(text)) next.add(text);
    onChange(next);
  };
  const Icon = active ? IconFilterFilled : IconFilter;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      trapFocus
      returnFocus
      shadow="none"
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={styles['filter']}
          aria-haspopup="listbox"
          aria-label={active ? `Filter ${name}, ${chosen.size} chosen` : `Filter ${name}`}
          data-active={active || undefined}
          onClick={() => setOpened(!opened)}
        >
          <Icon size={13} stroke={1.7} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles['filterList']}>
        {opened ? (
          <ChoiceList
            label={`Values of ${name}`}
            groups={[{ name: '', items: choices().map((text) => ({ value: text, label: text || '(empty)' })) }]}
            selected={[...chosen]}
            multi
            onPick={pick}
          />
        ) : null}
        <button type="button" className={styles['clear']} disabled={!active} onClick={() => onChange(new Set())}>
          Show all values
        </button>
      </Popover.Dropdown>
    </Popover>
  );
}
