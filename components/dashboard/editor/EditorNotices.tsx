'use client';

import { IconAlertTriangle, IconHistory, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { useNow } from '@/components/ui/useNow';
import { ageText } from '@/lib/time/age';
import { useEditor } from './EditorContext';
import { useEditorSession } from './EditorSession';
import classes from './editor.module.css';
import { SavedBy } from './SaveConflict';

/** What the editor has to say above the panels: a draft of an earlier visit, a newer version, a draft that cannot be kept. */
export function EditorNotices() {
  return (
    <div role="status" className={classes.notices}>
      <OfferNotice />
      <NewerNotice />
      <UnkeptNotice />
    </div>
  );
}

function OfferNotice() {
  const { info } = useEditor();
  const { offer, restoreOffer, dropOffer } = useEditorSession();
  const now = useNow(10_000);
  if (offer === undefined || now === undefined) return null;
  const isOlder = offer.version < info.version;
  return (
    <div className={classes.notice}>
      <IconHistory size={16} aria-hidden />
      <span>
        Unsaved changes from {ageText(offer.savedMs, now)}
        {isOlder ? `, made on version ${offer.version}; the dashboard is at version ${info.version} now` : ''}.
      </span>
      <Button onClick={restoreOffer}>Restore</Button>
      <Button variant="quiet" onClick={dropOffer}>
        Discard
      </Button>
    </div>
  );
}

function NewerNotice() {
  const { dirty } = useEditor();
  const { newer, loadNewest } = useEditorSession();
  const [failed, setFailed] = useState(false);
  if (newer === undefined) return null;
  const load = () => {
    setFailed(false);
    loadNewest().catch(() => setFailed(true));
  };
  return (
    <div className={classes.notice}>
      <IconRefresh size={16} aria-hidden />
      <span>
        <SavedBy newer={newer} /> This page shows an older one{dirty ? ' with your changes' : ''}.
        {failed ? ' It cannot be loaded now; try again.' : ''}
      </span>
      <Button onClick={load}>{dirty ? 'Load it and keep my changes' : 'Load it'}</Button>
    </div>
  );
}

function UnkeptNotice() {
  const { unkept } = useEditorSession();
  if (!unkept) return null;
  return (
    <div className={classes.notice}>
      <IconAlertTriangle size={16} aria-hidden />
      <span>These changes are too large to be kept in this browser. Save before you close the page.</span>
    </div>
  );
}
