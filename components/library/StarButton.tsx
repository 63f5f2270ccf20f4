'use client';

import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { IconButton } from '@/components/ui/IconButton';
import classes from './list.module.css';

interface StarButtonProps {
  /** Title of the dashboard. */
  readonly title: string;
  readonly starred: boolean;
  readonly onChange: (starred: boolean) => void;
}

/** A filled star takes the star away again. */
export function StarButton({ title, starred, onChange }: StarButtonProps) {
  return (
    <IconButton
      icon={starred ? IconStarFilled : IconStar}
      label={starred ? `Unstar ${title}` : `Star ${title}`}
      aria-pressed={starred}
      className={classes.star}
      onClick={() => onChange(!starred)}
    />
  );
}
