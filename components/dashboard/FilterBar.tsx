'use client';

import { useEffect, useState } from 'react';
import type { PanelQueries } from '@/components/query/panelQueries';
import { useNow } from '@/components/ui/useNow';
import type { Variables } from '@/components/variables/useVariables';
import { VariablesBar } from '@/components/variables/VariablesBar';
import { spanText } from '@/lib/time/age';
import { LinksBar } from './canvas/LinksBar';
import classes from './dashboard.module.css';
import type { PanelStates } from './panelStates';

interface FilterBarProps {
  readonly variables: Variables;
  readonly states: PanelStates;
  readonly queries: PanelQueries;
}

/** The variables, the links of the dashboard, and how old what we see is. */
export function FilterBar({ variables, states, queries }: FilterBarProps) {
  return (
    <div className={classes.filters}>
      <div className={classes.variables}>
        <VariablesBar variables={variables.resolved} onChoose={variables.choose} />
      </div>
      <LinksBar />
      <Updated states={states} queries={queries} />
    </div>
  );
}

function Updated({ states, queries }: Pick<FilterBarProps, 'states' | 'queries'>) {
  const updatedMs = useUpdatedMs(states, queries);
  const now = useNow(1000);
  if (updatedMs === undefined || now === undefined) return null;
  return (
    <span className={classes.updated} title={new Date(updatedMs).toLocaleString()}>
      Updated {spanText(Math.max(0, now - updatedMs))} ago
    </span>
  );
}

/** When data last came for a panel, told when all panels in view have settled. */
function useUpdatedMs(states: PanelStates, queries: PanelQueries): number | undefined {
  const [updatedMs, setUpdatedMs] = useState<number>();
  useEffect(
    () =>
      states.subscribe(() => {
        if (!states.isLoading()) setUpdatedMs(queries.lastReceivedMs);
      }),
    [states, queries],
  );
  return updatedMs;
}
