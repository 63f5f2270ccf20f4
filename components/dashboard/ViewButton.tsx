'use client';

import { IconArrowsMaximize, IconArrowsMinimize } from '@tabler/icons-react';
import { IconButton } from '@/components/ui/IconButton';
import classes from './panel.module.css';

interface ViewButtonProps {
  readonly title: string;
  /** The panel fills the page. */
  readonly viewed: boolean;
  readonly onClick: () => void;
}

/** Lets a panel fill the page, and back. Seen while the pointer or the focus is on the panel, and always on the way back. */
export function ViewButton({ title, viewed, onClick }: ViewButtonProps) {
  const label = viewed ? 'Back to the dashboard (v)' : `View ${title || 'panel'} (v)`;
  return (
    <span className={classes.view} data-shown={viewed || undefined}>
      <IconButton
        icon={viewed ? IconArrowsMinimize : IconArrowsMaximize}
        label={label}
        aria-keyshortcuts="v"
        size={24}
        onClick={onClick}
      />
    </span>
  );
}
