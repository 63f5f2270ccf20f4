'use client';

import { useMemo } from 'react';
import { useDashboard } from '@/components/dashboard/DashboardContext';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { rangeBuiltins } from '@/lib/dashboard/variables/builtins';
import { type VariableScope, withBuiltins } from '@/lib/dashboard/variables/scope';

/** What variables stand for in the query of a variable, and the range in which names are looked for. */
export function useFieldScope(): {
  readonly scope: VariableScope;
  readonly bounds: { readonly fromMs: number; readonly toMs: number } | undefined;
} {
  const { scope, dashboard } = useDashboard();
  const { bounds, timeZone } = useTimeRange();
  const { uid, title } = dashboard;
  return useMemo(() => {
    const range = bounds ?? { fromMs: 0, toMs: 0 };
    return { scope: withBuiltins(scope, rangeBuiltins({ ...range, timeZone, dashboard: { uid, title } })), bounds };
  }, [scope, bounds, timeZone, uid, title]);
}
