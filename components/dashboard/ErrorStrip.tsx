'use client';

import { IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './panel.module.css';

interface ErrorStripProps {
  readonly message: string;
  /** Old data is drawn below: the message keeps to one line until it is clicked. */
  readonly hasData: boolean;
  readonly actions: readonly { readonly label: string; readonly onClick: () => void }[];
}

/** Under the title: what failed, and what to do. */
export function ErrorStrip({ message, hasData, actions }: ErrorStripProps) {
  const [toggled, setToggled] = useState(false);
  const open = toggled === hasData;
  return (
    <div className={classes.error} role="alert" data-open={open || undefined}>
      <IconCircleX size={15} aria-hidden className={classes.errorIcon} />
      <button
        type="button"
        className={classes.errorText}
        aria-expanded={open}
        title={message}
        onClick={() => setToggled(!toggled)}
      >
        {message}
      </button>
      {actions.map(({ label, onClick }, index) => (
        <button
          key={label}
          type="button"
          className={classes.errorAction}
          data-quiet={index > 0 || undefined}
          onClick={onClick}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
