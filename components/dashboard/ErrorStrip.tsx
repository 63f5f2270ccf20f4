'use client';

import { IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './panel.module.css';
import type { PanelView } from './panelView';

/** One line under the title: what failed, and what to do; a click shows the whole message. */
export function ErrorStrip({ view, onRetry }: { readonly view: PanelView; readonly onRetry: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <div className={classes.error} role="alert" data-open={open || undefined}>
      <IconCircleX size={15} aria-hidden className={classes.errorIcon} />
      <button
        type="button"
        className={classes.errorText}
        aria-expanded={open}
        title={view.message}
        onClick={() => setOpen(!open)}
      >
        {view.message}
      </button>
      <button type="button" className={classes.errorAction} onClick={onRetry}>
        Retry
      </button>
    </div>
  );
}
