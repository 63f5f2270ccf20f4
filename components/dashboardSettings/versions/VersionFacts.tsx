'use client';

import { useNow } from '@/components/ui/useNow';
import type { DashboardVersion } from '@/lib/api/responses/library';
import { ageText } from '@/lib/time/age';
import classes from './versions.module.css';

/** When a version was saved, by whom and why. */
export function VersionFacts({ version }: { readonly version: DashboardVersion }) {
  const now = useNow(10_000);
  const { created, createdBy, message, restoredFrom } = version;
  const createdMs = Date.parse(created);
  const isTime = Number.isFinite(createdMs);
  return (
    <span className={classes.facts}>
      <span className={classes.when}>
        {isTime ? (
          <time dateTime={created} title={new Date(createdMs).toLocaleString()}>
            {now === undefined ? new Date(createdMs).toISOString().slice(0, 16) : ageText(createdMs, now)}
          </time>
        ) : null}
        {createdBy === '' ? null : <span> by {createdBy}</span>}
      </span>
      <span className={classes.message} title={message}>
        {message !== '' ? message : restoredFrom > 0 ? `Restored from version ${restoredFrom}` : 'No message'}
      </span>
    </span>
  );
}
