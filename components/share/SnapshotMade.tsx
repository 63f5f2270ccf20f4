'use client';

import { useState } from 'react';
import { Button, ButtonLink } from '@/components/ui/Button';
import { deleteSnapshot } from '@/lib/api/library';
import type { CreatedSnapshot } from '@/lib/api/responses/library';
import { CopyText } from './CopyText';
import classes from './share.module.css';
import type { TakenSnapshot } from './snapshot/takeSnapshot';

interface SnapshotMadeProps {
  readonly created: CreatedSnapshot;
  readonly taken: TakenSnapshot;
  readonly onAgain: () => void;
}

/** The link to a snapshot that was just taken, and the way to take it back. */
export function SnapshotMade({ created, taken, onAgain }: SnapshotMadeProps) {
  const [problem, setProblem] = useState<string>();
  const url = `${window.location.origin}/dashboard/snapshot/${encodeURIComponent(created.key)}`;
  const remove = () => {
    deleteSnapshot(created.key).then(onAgain, (error: unknown) =>
      setProblem(error instanceof Error ? error.message : String(error)),
    );
  };
  return (
    <div className={classes.form}>
      <p className={classes.lead} role="status">
        The snapshot is taken: {taken.queries} {taken.queries === 1 ? 'query' : 'queries'},{' '}
        {(taken.sizeBytes / 1e6).toFixed(taken.sizeBytes < 1e6 ? 2 : 1)} MB.
      </p>
      {taken.failed === 0 ? null : (
        <p className={classes.note} data-tone="warn">
          {taken.failed} of them failed; the snapshot shows their errors.
        </p>
      )}
      <CopyText label="Link" text={url} />
      {problem === undefined ? null : (
        <p className={classes.note} data-tone="error" role="alert">
          {problem}
        </p>
      )}
      <div className={classes.actions}>
        <Button variant="quiet" onClick={remove}>
          Delete it
        </Button>
        <ButtonLink href="/dashboard/snapshots">All snapshots</ButtonLink>
        <ButtonLink href={`/dashboard/snapshot/${encodeURIComponent(created.key)}`}>Open</ButtonLink>
      </div>
    </div>
  );
}
