'use client';

import { CopyButton } from '@/components/ui/CopyButton';
import classes from './share.module.css';

interface CopyTextProps {
  /** Its name: "Link". */
  readonly label: string;
  readonly text: string;
  readonly rows?: number;
}

/** A text to copy, selected as a whole when it gets the focus. */
export function CopyText({ label, text, rows = 2 }: CopyTextProps) {
  return (
    <div className={classes.field}>
      <span className={classes.label} aria-hidden>
        {label}
      </span>
      <textarea
        className={classes.copyText}
        aria-label={label}
        readOnly
        rows={rows}
        value={text}
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className={classes.actions}>
        <CopyButton variant="primary" what={label.toLowerCase()} text={() => text} />
      </div>
    </div>
  );
}
