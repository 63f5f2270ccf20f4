'use client';

import { Button } from '@/components/ui/Button';
import { DialogActions } from '@/components/ui/Dialog';
import { useNow } from '@/components/ui/useNow';
import { ageText } from '@/lib/time/age';
import classes from './editor.module.css';
import type { NewerVersion } from './useNewerVersion';

interface SaveConflictProps {
  /** undefined while it is looked up, or when that failed. */
  readonly newer: NewerVersion | undefined;
  readonly saving: boolean;
  readonly onOverwrite: () => void;
  readonly onCopy: () => void;
  readonly onLoad: () => void;
}

/** Somebody saved in the meantime: what can be done, the harmless first. */
export function SaveConflict({ newer, saving, onOverwrite, onCopy, onLoad }: SaveConflictProps) {
  return (
    <>
      <p role="alert" className={classes.conflict}>
        {newer === undefined ? 'Somebody saved this dashboard since you opened it.' : <SavedBy newer={newer} />}
      </p>
      <dl className={classes.ways}>
        <dt>Load the newer version</dt>
        <dd>Your changes are kept in this browser, to be restored.</dd>
        <dt>Save as copy</dt>
        <dd>Both stay: the newer version here, yours as a dashboard of its own.</dd>
        <dt>Overwrite</dt>
        <dd>Yours becomes the newest version; theirs stays in the list of versions.</dd>
      </dl>
      <DialogActions>
        <Button onClick={onOverwrite} disabled={saving}>
          {saving ? 'Saving…' : 'Overwrite'}
        </Button>
        <Button onClick={onCopy} disabled={saving}>
          Save as copy
        </Button>
        <Button variant="primary" onClick={onLoad} disabled={saving} data-autofocus>
          Load the newer version
        </Button>
      </DialogActions>
    </>
  );
}

/** Who saved which version, and when. */
export function SavedBy({ newer }: { readonly newer: NewerVersion }) {
  const now = useNow(10_000);
  const { version, savedBy, savedMs } = newer;
  return (
    <>
      Version {version} was saved{savedBy === '' ? '' : ` by ${savedBy}`}{' '}
      <time dateTime={new Date(savedMs).toISOString()} title={new Date(savedMs).toLocaleString()}>
        {now === undefined ? 'just now' : ageText(savedMs, now)}
      </time>
      .
    </>
  );
}
