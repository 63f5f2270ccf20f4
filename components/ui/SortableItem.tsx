'use client';

import { IconGripVertical } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import classes from './sortable.module.css';

/** The kind of what is dragged: lists do not take each other's items. */
const TYPE = 'application/x-belvedere-item';

interface SortableItemProps {
  /** Of the list; items move only inside of it. */
  readonly list: string;
  readonly index: number;
  readonly onMove: (from: number, to: number) => void;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** An item of a list that others can be dropped on. It holds a DragHandle. */
export function SortableItem({ list, index, onMove, className, children }: SortableItemProps) {
  const [over, setOver] = useState(false);
  const type = `${TYPE}-${list}`;
  const accepts = (event: DragEvent) => event.dataTransfer.types.includes(type);
  return (
    <li
      className={`${classes.sortable} ${className ?? ''}`}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!accepts(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!accepts(event)) return;
        event.preventDefault();
        const from = Number(event.dataTransfer.getData(type));
        if (Number.isInteger(from)) onMove(from, index);
      }}
    >
      {children}
    </li>
  );
}

interface DragHandleProps extends Pick<SortableItemProps, 'list' | 'index' | 'onMove'> {
  /** `query A`. */
  readonly name: string;
}

/** Drags its item; the arrow keys move it, too. */
export function DragHandle({ list, index, onMove, name }: DragHandleProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    onMove(index, index + step);
  };
  return (
    <button
      type="button"
      className={classes.handle}
      draggable
      aria-label={`Move ${name}: arrow keys, or drag`}
      title="Drag, or arrow keys"
      onDragStart={(event) => {
        event.dataTransfer.setData(`${TYPE}-${list}`, String(index));
        event.dataTransfer.effectAllowed = 'move';
      }}
      onKeyDown={onKeyDown}
    >
      <IconGripVertical size={15} aria-hidden />
    </button>
  );
}
