'use client';

import { useEffect, useState } from 'react';
import { useNow } from '@/components/ui/useNow';
import type { Variables } from '@/components/variables/useVariables';
import { VariablesBar } from '@/components/variables/VariablesBar';
import { spanText } from '@/lib/time/age';
import classes from './dashboard.module.css';
import type { PanelStates } from './panelStates';

interface FilterBarProps {
  readonly variables: Variables;
  readonly states: PanelStates;
}

/** The variables, and how old what we see is. */
export function FilterBar({ variables, states }: FilterBarProps) {
  return (
    <div className={classes.filters}>
      <div className={classes.variables}>
        <VariablesBar variables={variables.resolved} onChoose={variables.choose} />
      </div>
      <Updated states={states} />
    </div>
  );
}

function Updated({ states }: { readonly states: PanelStates }) {
  const updatedMs = useUpdatedMs(states);
  const now = useNow(1000);
  if (updatedMs === undefined || now === undefined) return null;
  return (
    <span className={classes.updated} title={new Date(updatedMs).toLocaleString()}>
      Updated {spanText(Math.max(0, now - updatedMs))} ago
    </span>
  );
}

/** When the panels in view were last all answered. */
function useUpdatedMs(states: PanelStates): number | undefined {
  const [updatedMs, setUpdatedMs] = useState<number>();
  useEffect(
    () =>
      states.subscribe(() => {
        if (!states.isLoading()) setUpdatedMs(Date.now());
      }),
    [states],
  );
  return updatedMs;
}
