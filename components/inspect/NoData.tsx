'use client';

import { useDashboard } from '@/components/dashboard/DashboardContext';
import classes from './inspect.module.css';
import type { InspectedData } from './useInspected';

/** Why there is nothing to show. */
export function NoData({ data }: { readonly data: InspectedData }) {
  const { kind } = useDashboard();
  return (
    <p className={classes.empty} role="status">
      {textOf(data, kind === 'snapshot')}
    </p>
  );
}

function textOf({ query, asked }: InspectedData, isSnapshot: boolean): string {
  if (query.failure !== undefined) return `The query failed: ${query.failure.message}`;
  if (query.phase === 'loading') return 'Waiting for the data…';
  if (asked === undefined && !isSnapshot) return 'This panel asks for no data.';
  return isSnapshot ? 'The snapshot holds no data of this panel.' : 'The queries gave nothing for this time range.';
}
