'use client';

import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import classes from './options.module.css';

interface OptionGroupSectionProps {
  readonly title: string;
  /** What the group holds, in words; shown while it is closed. */
  readonly summary: string;
  readonly changed: boolean;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** A group of options that opens; closed, it says what is set. */
export function OptionGroupSection({ title, summary, changed, open, onToggle, children }: OptionGroupSectionProps) {
  const id = useId();
  return (
    <section className={classes.group} aria-label={title}>
      <h2>
        <button
          type="button"
          className={classes.groupHead}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={onToggle}
        >
          <IconChevronRight size={14} aria-hidden className={classes.groupChevron} />
          <span>{title}</span>
          {changed && !open ? <i className={classes.groupDot} title="Has changed options" /> : null}
          {open ? null : <span className={classes.summary}>{summary}</span>}
        </button>
      </h2>
      {open ? (
        <div id={id} className={classes.rows}>
          {children}
        </div>
      ) : null}
    </section>
  );
}
