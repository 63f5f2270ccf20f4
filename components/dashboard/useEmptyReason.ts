import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Panel } from '@/lib/dashboard/document';
import { mentionedVariables } from '@/lib/dashboard/variables/interpolate';
import type { VariableScope } from '@/lib/dashboard/variables/scope';
import { useDashboard } from './DashboardContext';
import { diagnoseEmpty, type EmptyReason } from './diagnoseEmpty';
import type { PanelDataState } from './usePanelData';

/** Why a panel without data has none; undefined while it has some, or while that is not known. */
export function useEmptyReason(panel: Panel, scope: VariableScope, loaded: PanelDataState): EmptyReason | undefined {
  const { empty, request, query } = loaded;
  const { kind } = useDashboard();
  const isEmpty = empty && query.phase === 'ready' && request !== undefined;
  const valueless = useMemo(() => (isEmpty ? variableWithoutValue(panel, scope) : undefined), [isEmpty, panel, scope]);
  const exprs = request?.queries.map(({ expr }) => expr) ?? [];
  const { data } = useQuery({
    // The range's length too: another one may hold samples. Its moves with the clock are no reason to ask again.
    queryKey: ['empty', exprs, request === undefined ? 0 : request.bounds.toMs - request.bounds.fromMs],
    // A snapshot says nothing of what the store holds today.
    enabled: isEmpty && valueless === undefined && kind !== 'snapshot',
    staleTime: 30_000,
    queryFn: ({ signal }) => diagnoseEmpty(exprs, request?.bounds ?? { fromMs: 0, toMs: 0 }, signal),
  });
  if (!isEmpty) return undefined;
  if (valueless === undefined) return data;
  const detail = 'Nothing matches its query; the panel needs a value of it.';
  return { type: 'noVariableValue', message: `Variable ${valueless} has no value`, detail };
}

/** Name of a variable that the queries need and that stands for nothing. */
function variableWithoutValue({ targets }: Panel, scope: VariableScope): string | undefined {
  const names = targets.flatMap(({ expr, hide }) => (hide ? [] : [...mentionedVariables(expr)]));
  return names.find((name) => scope.variables.get(name)?.values.length === 0);
}
