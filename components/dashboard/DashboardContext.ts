'use client';

import { createContext, useContext } from 'react';
import type { PanelQueries } from '@/components/query/panelQueries';
import type { Dashboard } from '@/lib/dashboard/document';
import type { VariableScope } from '@/lib/dashboard/variables/scope';
import type { PanelStates } from './panelStates';
import type { PlacedSection } from './repeats';
import type { DashboardViewState } from './useDashboardView';

/** `live`: asks the collector; `snapshot`: shows what was kept; `solo`: live, one panel in a frame of another page. */
export type DashboardKind = 'live' | 'snapshot' | 'solo';

/** What every panel of a dashboard shares. */
export interface DashboardScope {
  readonly kind: DashboardKind;
  readonly dashboard: Dashboard;
  readonly scope: VariableScope;
  /** How often targets are usually scraped; undefined until known. */
  readonly scrapeIntervalMs: number | undefined;
  /** False until variables have values and the scrape interval is known; panels wait for them. */
  readonly ready: boolean;
  readonly queries: PanelQueries;
  readonly states: PanelStates;
  readonly view: DashboardViewState;
  /** Rows and panels as they stand on the page, repeated ones with their copies. */
  readonly sections: readonly PlacedSection[];
  /** How many panels more the document has than a page shows. */
  readonly omitted?: number;
}

export const DashboardContext = createContext<DashboardScope | undefined>(undefined);

export function useDashboard(): DashboardScope {
  const scope = useContext(DashboardContext);
  if (scope === undefined) throw new Error('BUG: useDashboard outside of a dashboard');
  return scope;
}
