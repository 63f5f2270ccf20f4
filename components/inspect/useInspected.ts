'use client';

import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { useDashboard } from '@/components/dashboard/DashboardContext';
import type { PlacedPanel } from '@/components/dashboard/repeats';
import { usePanelFrames, usePanelRequest } from '@/components/dashboard/usePanelData';
import { findPanelType } from '@/components/panels/registry';
import type { AskedPanel, PanelQueryState } from '@/components/query/panelQueries';
import type { Frame } from '@/lib/dashboard/frame';

/** What is known of a panel's data. */
export interface InspectedData {
  readonly query: PanelQueryState;
  readonly asked: AskedPanel | undefined;
  /** As the queries gave them. */
  readonly raw: readonly Frame[] | undefined;
  /** After transformations and with field options: what the panel draws. */
  readonly drawn: readonly Frame[] | undefined;
  readonly problems: readonly string[];
  /** Asks again; undefined while nothing was asked. */
  readonly refresh: (() => void) | undefined;
}

/** Steps for a panel that has no width because it is not on the page. */
const USUAL_WIDTH_PX = 800;

/** Reads what a panel has got. Only for one that was not asked for yet, as in a closed row, it asks itself. */
export function useInspected(placed: PlacedPanel): InspectedData {
  const { queries } = useDashboard();
  const { key, panel } = placed;
  const request = usePanelRequest(placed, USUAL_WIDTH_PX);
  const hasQueries = findPanelType(panel.type)?.queries !== false;
  const subscribe = useCallback((listener: () => void) => queries.subscribe(key, listener), [queries, key]);
  const state = () => queries.state(key);
  const query = useSyncExternalStore(subscribe, state, state);
  useEffect(() => {
    if (!hasQueries || request === undefined || request.queries.length === 0) return;
    if (queries.state(key).phase === 'idle') queries.want(key, request);
  }, [queries, key, request, hasQueries]);
  const { raw, transformed, data } = usePanelFrames(placed, query);
  const asked = queries.lastAsked(key);
  return {
    query,
    asked,
    raw,
    drawn: data?.frames,
    problems: (transformed?.problems ?? []).map(({ index, message }) => `Transformation ${index + 1}: ${message}`),
    refresh: asked === undefined ? undefined : () => queries.retry(key, asked.request),
  };
}
