'use client';

import { Popover } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Variable } from '@/lib/dashboard/document';
import { readFilter, writeFilter } from '@/lib/dashboard/variables/adhocFilters';
import { AdhocForm } from './AdhocForm';
import classes from './variables.module.css';

interface AdhocFiltersProps {
  readonly variable: Variable;
  /** Filters as they stand in the address. */
  readonly selected: readonly string[];
  readonly onChange: (selected: readonly string[]) => void;
}

/** Filters by label that hold for all queries of the dashboard: each with a button to drop it, and one to add. */
export function AdhocFilters({ variable, selected, onChange }: AdhocFiltersProps) {
  const [adding, setAdding] = useState(false);
  const name = variable.label || variable.name;
  const filters = selected.flatMap((text) => {
    const filter = readFilter(text);
    return filter === undefined ? [] : [{ text, filter }];
  });
  const others = (dropped: string) => filters.map(({ text }) => text).filter((text) => text !== dropped);
  return (
    <fieldset className={classes.adhoc} aria-label={name}>
      {variable.hide === 'label' ? null : <span className={classes.label}>{name}</span>}
      {filters.map(({ text, filter }) => (
        <span key={text} className={classes.chip}>
          <code title={`${filter.key} ${filter.operator} "${filter.value}"`}>
            {filter.key} {filter.operator} {filter.value || '""'}
          </code>
          <button type="button" aria-label={`Remove filter ${filter.key}`} onClick={() => onChange(others(text))}>
            <IconX size={12} aria-hidden />
          </button>
        </span>
      ))}
      <Popover opened={adding} onChange={setAdding} position="bottom-start" trapFocus shadow="none" withinPortal>
        <Popover.Target>
          <button type="button" className={classes.addFilter} onClick={() => setAdding(!adding)}>
            <IconPlus size={14} aria-hidden />
            Filter
          </button>
        </Popover.Target>
        <Popover.Dropdown className={classes.dropdown}>
          <AdhocForm
            onAdd={(filter) => {
              setAdding(false);
              const text = writeFilter(filter);
              onChange([...others(text), text]);
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </fieldset>
  );
}
