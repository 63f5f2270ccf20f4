'use client';

import { IconArrowsMinimize } from '@tabler/icons-react';
import { IconButton } from '@/components/ui/IconButton';
import { useDashboard } from '../DashboardContext';
import classes from '../panel.module.css';
import type { PlacedPanel } from '../repeats';
import { PanelMenu } from './PanelMenu';

interface PanelCornerProps {
  readonly placed: PlacedPanel;
  readonly title: string;
  /** The panel fills the page. */
  readonly viewed: boolean;
}

/** The menu, seen while the pointer or the focus is on the panel and always on touch; and the way back from a view. */
export function PanelCorner({ placed, title, viewed }: PanelCornerProps) {
  const { kind, view } = useDashboard();
  if (kind === 'solo') return null;
  return (
    <span className={classes.corner} data-shown={viewed || undefined}>
      {viewed ? (
        <IconButton
          icon={IconArrowsMinimize}
          label="Back to the dashboard (v)"
          aria-keyshortcuts="v"
          size={24}
          onClick={view.showAll}
        />
      ) : null}
      <PanelMenu placed={placed} title={title} />
    </span>
  );
}
