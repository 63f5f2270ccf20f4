'use client';

import { useMemo } from 'react';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { useUrlParams } from '@/components/ui/useUrlParams';
import type { LinkState } from '@/lib/dashboard/links';
import type { VariableScope } from '@/lib/dashboard/variables/scope';

/** What a link on this page may take along. */
export function useLinkState(scope: VariableScope): LinkState {
  const { params } = useUrlParams();
  const { text } = useTimeRange();
  return useMemo(() => {
    const variables = new URLSearchParams([...params].filter(([name]) => name.startsWith('var-')));
    for (const { name, values, isAll } of scope.variables.values()) {
      if (variables.has(`var-${name}`)) continue;
      for (const value of isAll ? ['$__all'] : values) variables.append(`var-${name}`, value);
    }
    return { scope, range: text, variables };
  }, [params, scope, text]);
}
