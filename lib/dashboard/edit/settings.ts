import type { Dashboard } from '../document';
import { sameJson } from '../sameJson';

/** What of a dashboard is neither panel, layout nor variable. */
export type DashboardSettings = Pick<
  Dashboard,
  | 'title'
  | 'description'
  | 'tags'
  | 'time'
  | 'timezone'
  | 'refresh'
  | 'refreshIntervals'
  | 'graphTooltip'
  | 'editable'
  | 'annotations'
  | 'links'
>;

export function changeSettings(dashboard: Dashboard, changes: Partial<DashboardSettings>): Dashboard {
  const next = { ...dashboard, ...changes };
  return sameJson(next, dashboard) ? dashboard : next;
}
