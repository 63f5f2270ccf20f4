'use client';

import { useMemo, useState } from 'react';
import type { DashboardScope } from '@/components/dashboard/DashboardContext';
import { PanelStates } from '@/components/dashboard/panelStates';
import { placeSections } from '@/components/dashboard/repeats';
import { useDashboardView } from '@/components/dashboard/useDashboardView';
import { PanelQueries } from '@/components/query/panelQueries';
import type { VariableScope } from '@/lib/dashboard/variables/scope';
import type { Snapshot } from '@/lib/grafana/snapshot/snapshot';
import { replay } from './replay';

const nothing = () => undefined;

/** What all panels of a snapshot share: answers that were kept, and variables that stand still. */
export function useSnapshotScope(snapshot: Snapshot): DashboardScope {
  const { dashboard, variables, answers, scrapeIntervalMs } = snapshot;
  const [queries] = useState(() => new PanelQueries(replay(answers)));
  const [states] = useState(() => new PanelStates());
  const scope = useMemo((): VariableScope => {
    return { variables: new Map(variables.map((variable) => [variable.name, variable])), builtins: new Map() };
  }, [variables]);
  const sections = useMemo(() => placeSections(dashboard, scope.variables), [dashboard, scope]);
  const shown = useDashboardView(sections);
  // It has a link already.
  const view = useMemo(() => ({ ...shown, openShare: nothing }), [shown]);
  return useMemo(
    () => ({ kind: 'snapshot', dashboard, scope, scrapeIntervalMs, ready: true, queries, states, view, sections }),
    [dashboard, scope, scrapeIntervalMs, queries, states, view, sections],
  );
}
