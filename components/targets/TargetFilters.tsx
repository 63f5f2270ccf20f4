'use client';

import { IconSearch } from '@tabler/icons-react';
import classes from './targets.module.css';
import { HEALTH_FILTERS, type HealthFilter, type TargetFilter } from './targetUrl';

interface TargetFiltersProps {
  readonly filter: TargetFilter;
  readonly onChange: (part: Partial<TargetFilter>) => void;
}

const LABELS: Readonly<Record<HealthFilter, string>> = {
  all: 'All',
  unhealthy: 'Unhealthy',
  up: 'Up',
  down: 'Down',
  unknown: 'Unknown',
};

export function TargetFilters({ filter, onChange }: TargetFiltersProps) {
  return (
    <>
      <label className={classes.search}>
        <IconSearch size={15} aria-hidden />
        <input
          type="search"
          placeholder="Address, label or error"
          aria-label="Search targets"
          value={filter.search}
          onChange={(event) => onChange({ search: event.target.value })}
        />
      </label>
      <fieldset className={classes.segments}>
        <legend className="visuallyHidden">Health</legend>
        {HEALTH_FILTERS.map((health) => (
          <button
            key={health}
            type="button"
            aria-pressed={filter.health === health}
            onClick={() => onChange({ health })}
          >
            {LABELS[health]}
          </button>
        ))}
      </fieldset>
    </>
  );
}
