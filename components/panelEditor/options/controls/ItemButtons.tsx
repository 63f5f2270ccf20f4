'use client';

import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { IconButton } from '@/components/ui/IconButton';
import classes from './controls.module.css';

interface ItemButtonsProps {
  /** What the buttons act on, as `link 2`. */
  readonly name: string;
  readonly index: number;
  readonly count: number;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** Moves an item of a list, or removes it. */
export function ItemButtons({ name, index, count, onMove, onRemove }: ItemButtonsProps) {
  return (
    <span className={classes.itemButtons}>
      <IconButton
        icon={IconArrowUp}
        size={24}
        label={`Move ${name} up`}
        disabled={index === 0}
        onClick={() => onMove(-1)}
      />
      <IconButton
        icon={IconArrowDown}
        size={24}
        label={`Move ${name} down`}
        disabled={index === count - 1}
        onClick={() => onMove(1)}
      />
      <IconButton icon={IconTrash} size={24} label={`Remove ${name}`} onClick={onRemove} />
    </span>
  );
}
