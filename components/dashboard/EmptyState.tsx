'use client';

import { IconDatabaseOff, IconZoomQuestion } from '@tabler/icons-react';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { Button, ButtonLink } from '@/components/ui/Button';
import classes from './panel.module.css';
import type { PanelView } from './panelView';

/** Says why there is nothing, as far as it could be found out, and offers the next step. */
export function EmptyState({ view }: { readonly view: PanelView }) {
  const range = useTimeRange();
  const { reason } = view;
  const Icon = reason?.type === 'unknownMetric' ? IconZoomQuestion : IconDatabaseOff;
  return (
    <div className={classes.message} role="status">
      <Icon size={24} stroke={1.5} aria-hidden className={classes.icon} />
      <p className={classes.cause} title={view.message}>
        {view.message}
      </p>
      {reason === undefined ? null : <p className={classes.detail}>{reason.detail}</p>}
      {reason?.nearest === undefined ? null : (
        <ul className={classes.names}>
          {reason.nearest.map((name) => (
            <li key={name}>
              <code>{name}</code>
            </li>
          ))}
        </ul>
      )}
      {reason?.type === 'outOfRange' ? (
        <Button onClick={() => range.setText({ from: 'now-24h', to: 'now' })}>Show last 24 hours</Button>
      ) : null}
      {reason?.type === 'nothingStored' ? <ButtonLink href="/targets">Open targets</ButtonLink> : null}
    </div>
  );
}
