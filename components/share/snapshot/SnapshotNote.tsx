'use client';

import { IconCamera } from '@tabler/icons-react';
import Link from 'next/link';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import type { SnapshotAnswer } from '@/lib/api/responses/library';
import { dashboardPath } from '@/lib/dashboard/dashboardPath';
import type { Snapshot } from '@/lib/grafana/snapshot/snapshot';
import { formatAbsolute } from '@/lib/time/formatTime';
import { expiryMs } from './expiry';
import classes from './snapshot.module.css';

interface SnapshotNoteProps {
  readonly snapshot: Snapshot;
  readonly meta: SnapshotAnswer['meta'];
}

/** That this is no live dashboard, of when it is, and the way to the live one. */
export function SnapshotNote({ snapshot, meta }: SnapshotNoteProps) {
  const { timeZone } = useTimeRange();
  const { dashboard, takenMs } = snapshot;
  const expires = expiryMs(meta.expires);
  return (
    <p className={classes.note} role="note">
      <IconCamera size={15} aria-hidden />
      <span>
        <strong>Snapshot</strong> of {formatAbsolute(takenMs, timeZone)}
        {meta.createdBy === '' ? '' : ` by ${meta.createdBy}`}.{' '}
        {expires === undefined ? 'It does not expire.' : `It expires at ${formatAbsolute(expires, timeZone)}.`}
      </span>
      {dashboard.uid === '' ? null : <Link href={dashboardPath(dashboard)}>Open the live dashboard</Link>}
    </p>
  );
}
