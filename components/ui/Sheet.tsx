'use client';

import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';

interface SheetProps {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that rises from the lower edge of a phone, as high as what it holds. */
export function Sheet({ title, opened, onClose, children }: SheetProps) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="bottom"
      size="auto"
      title={title}
      closeButtonProps={{ 'aria-label': `Close ${title.toLowerCase()}` }}
      styles={{
        content: { background: 'var(--panel)', flex: 'none', width: '100%', height: 'auto', maxHeight: '88dvh' },
        header: { background: 'var(--panel)' },
        title: { color: 'var(--strong)', fontSize: 14, fontWeight: 600 },
      }}
    >
      {children}
    </Drawer>
  );
}
