'use client';

import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { Button } from '@/components/ui/Button';
import type { ImportWarning } from '@/lib/grafana/fieldReader';
import { useDashboard } from './DashboardContext';
import classes from './dashboard.module.css';
import { MAX_PANELS } from './limitPanels';

interface DashboardNoticesProps {
  readonly warnings: readonly ImportWarning[];
  /** The panel that the address asks for in vain. */
  readonly unknownPanel: string | undefined;
  /** Why the last thing that was tried could not be done. */
  readonly problem: string | undefined;
}

/** What is not as the address or the stored JSON asks for. */
export function DashboardNotices({ warnings, unknownPanel, problem }: DashboardNoticesProps) {
  const { invalid } = useTimeRange();
  const { omitted = 0 } = useDashboard();
  const [open, setOpen] = useState(false);
  const fine = invalid === undefined && unknownPanel === undefined && problem === undefined && omitted === 0;
  if (fine && warnings.length === 0) return null;
  return (
    <div className={classes.notices} role="status">
      {problem === undefined ? null : (
        <p className={classes.notice}>
          <IconAlertTriangle size={14} aria-hidden />
          {problem}
        </p>
      )}
      {omitted === 0 ? null : (
        <p className={classes.notice}>
          <IconAlertTriangle size={14} aria-hidden />
          The first {MAX_PANELS} panels are shown, {omitted} more are kept. Divide the dashboard, or repeat for fewer
          values.
        </p>
      )}
      {invalid === undefined ? null : (
        <p className={classes.notice}>
          <IconAlertTriangle size={14} aria-hidden />
          The range from “{invalid.from}” to “{invalid.to}” cannot be read; the dashboard's own is shown.
        </p>
      )}
      {unknownPanel === undefined ? null : (
        <p className={classes.notice}>
          <IconAlertTriangle size={14} aria-hidden />
          This dashboard has no panel “{unknownPanel}”; all of it is shown.
        </p>
      )}
      {warnings.length === 0 ? null : (
        <div className={classes.notice}>
          <IconAlertTriangle size={14} aria-hidden />
          <span>
            {warnings.length === 1 ? 'One part' : `${warnings.length} parts`} of this dashboard could not be honoured.
          </span>
          <Button variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Hide' : 'Show'}
          </Button>
        </div>
      )}
      {open ? (
        <ul className={classes.warnings}>
          {warnings.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
