'use client';

import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** CSS pixels; the page's width on a phone. */
  readonly width?: number;
  readonly children: ReactNode;
}

/** A dialog in the middle of the page. Its buttons go into `DialogActions`. */
export function Dialog({ title, opened, onClose, width = 480, children }: DialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={width}
      centered
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': `Close ${title.toLowerCase()}` }}
      classNames={{
        content: classes.content ?? '',
        header: classes.header ?? '',
        title: classes.title ?? '',
        body: classes.body ?? '',
      }}
    >
      {children}
    </Modal>
  );
}

/** The row of buttons at a dialog's end; the one that does what the title says comes last. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>;
}
