'use client';

import { IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './panel.module.css';
import type { PanelView } from './panelView';

interface ErrorStripProps {
  readonly view: PanelView;
  /** Old data is drawn below: the message keeps to one line until it is clicked. */
  readonly hasData: boolean;
  readonly onRetry: () => void;
}

/** Under the title: what failed, and what to do. */
export function ErrorStrip({ view, hasData, onRetry }: ErrorStripProps) {
  const [toggled, setToggled] = useState(false);
  const open = toggled === hasData;
  return (
    <div className={classes.error} role="alert" data-open={open || undefined}>
      <IconCircleX size={15} aria-hidden className={classes.errorIcon} />
      <button
        type="button"
        className={classes.errorText}
        aria-expanded={open}
        title={view.message}
        onClick={() => setToggled(!toggled)}
      >
        {view.message}
      </button>
      <button type="button" className={classes.errorAction} onClick={onRetry}>
        Retry
      </button>
    </div>
  );
}
