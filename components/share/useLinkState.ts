'use client';

import { useDashboard } from '@/components/dashboard/DashboardContext';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { readTimeUrl } from '@/components/timeRange/timeRangeUrl';
import { useUrlParams } from '@/components/ui/useUrlParams';
import type { LinkState, LinkTarget } from '@/lib/dashboard/share/links';

export interface LinkChoices {
  /** Hold the time range still. */
  readonly lockTime: boolean;
  readonly theme: 'dark' | 'light' | undefined;
}

/** What a link to the dashboard as it is seen now must hold. */
export function useLinkState({ lockTime, theme }: LinkChoices): LinkState {
  const { scope } = useDashboard();
  const { bounds, text } = useTimeRange();
  const { params } = useUrlParams();
  const locked = bounds === undefined ? text : { from: String(bounds.fromMs), to: String(bounds.toMs) };
  return {
    range: lockTime ? locked : text,
    timeZone: readTimeUrl(params).timeZone,
    variables: scope.variables.values(),
    theme,
  };
}

export function useLinkTarget(panelKey: string | undefined): LinkTarget {
  const { dashboard } = useDashboard();
  return { origin: window.location.origin, dashboard, panelKey };
}
