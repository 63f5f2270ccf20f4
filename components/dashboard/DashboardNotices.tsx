'use client';

import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { Button } from '@/components/ui/Button';
import type { ImportWarning } from '@/lib/grafana/fieldReader';
import classes from './dashboard.module.css';

/** What is not as the address or the stored JSON asks for. */
export function DashboardNotices({ warnings }: { readonly warnings: readonly ImportWarning[] }) {
  const { invalid } = useTimeRange();
  const [open, setOpen] = useState(false);
  if (invalid === undefined && warnings.length === 0) return null;
  return (
    <div className={classes.notices} role="status">
      {invalid === undefined ? null : (
        <p className={classes.notice}>
          <IconAlertTriangle size={14} aria-hidden />
          The range from “{invalid.from}” to “{invalid.to}” cannot be read; the dashboard's own is shown.
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
