'use client';

import { IconPuzzleOff } from '@tabler/icons-react';
import { Button } from '@/components/ui/Button';
import type { Panel } from '@/lib/dashboard/document';
import classes from './panel.module.css';

/** A panel of a type we do not have: says so, and gives out its settings, which are kept. */
export function UnsupportedState({ panel }: { readonly panel: Panel }) {
  return (
    <div className={classes.message}>
      <IconPuzzleOff size={24} stroke={1.5} aria-hidden className={classes.icon} />
      <p className={classes.cause}>
        No panel type <code>{panel.type || '(none given)'}</code>
      </p>
      <p className={classes.detail}>Its settings are kept and written back on export.</p>
      <Button onClick={() => downloadJson(panel)}>Download JSON</Button>
    </div>
  );
}

function downloadJson(panel: Panel): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(panel, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `panel-${panel.id}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
