'use client';

import { IconDatabase } from '@tabler/icons-react';
import { useDashboard } from '@/components/dashboard/DashboardContext';
import { Select } from '@/components/ui/controls/Select';
import type { Panel, Target } from '@/lib/dashboard/document';
import classes from './queries.module.css';
import { chosenSource, sourceChoices, sourceVariables } from './sourceChoices';

interface SourceSelectProps {
  readonly panel: Panel;
  readonly target: Target;
  readonly onChange: (label: string, change: Partial<Omit<Target, 'refId'>>) => void;
}

/** The source that a query is asked of. */
export function SourceSelect({ panel, target, onChange }: SourceSelectProps) {
  const { dashboard } = useDashboard();
  const { choices, selected, foreign } = sourceChoices(sourceVariables(dashboard), panel, target);
  return (
    <span className={classes.source} data-foreign={foreign === undefined ? undefined : ''}>
      <IconDatabase size={14} aria-hidden />
      <Select
        label={`Data source of query ${target.refId}`}
        choices={choices}
        value={selected}
        onChange={(choice) => {
          const datasource = chosenSource(choice);
          if (datasource !== undefined) onChange('Change source of query', { datasource });
        }}
      />
    </span>
  );
}
