'use client';

import { useMemo } from 'react';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { useUrlParams } from '@/components/ui/useUrlParams';
import type { LinkState } from '@/lib/dashboard/links';
import { allVariables, rangeBuiltins } from '@/lib/dashboard/variables/builtins';
import { type VariableScope, withBuiltins } from '@/lib/dashboard/variables/scope';
import { useDashboard } from '../DashboardContext';

interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * What a link on this page may take along. `$__from` and `$__to` are the bounds of what is shown, or of the page.
 * The state changes only with its content.
 */
export function useLinkState(scope: VariableScope, shown?: Interval): LinkState {
  const { params } = useUrlParams();
  const { text, timeZone, ...range } = useTimeRange();
  const { uid, title } = useDashboard().dashboard;
  const { fromMs = 0, toMs = 0 } = shown ?? range.bounds ?? {};
  const { from, to } = text;
  const chosen = new URLSearchParams([...params].filter(([name]) => name.startsWith('var-'))).toString();
  return useMemo(() => {
    const variables = new URLSearchParams(chosen);
    for (const { name, values, isAll, inUrl } of scope.variables.values()) {
      if (variables.has(`var-${name}`) || inUrl === false) continue;
      for (const value of isAll ? ['$__all'] : values) variables.append(`var-${name}`, value);
    }
    const builtins = [
      ...rangeBuiltins({ fromMs, toMs, timeZone, dashboard: { uid, title } }),
      ['__all_variables', allVariables(scope.variables.values())] as const,
    ];
    return { scope: withBuiltins(scope, builtins), range: { from, to }, variables };
  }, [chosen, scope, from, to, fromMs, toMs, timeZone, uid, title]);
}
