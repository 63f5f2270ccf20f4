'use client';

import { useEffect } from 'react';
import { useDashboard } from './DashboardContext';
import classes from './panel.module.css';
import type { PlacedPanel } from './repeats';

interface DistantPanelProps {
  readonly placed: PlacedPanel;
  /** Whether it is known that the panel is far from what can be seen. */
  readonly known: boolean;
}

/** Stands for a panel until its place comes near: a dashboard of thousands of panels opens as fast as one of forty. */
export function DistantPanel({ placed: { panel, key }, known }: DistantPanelProps) {
  const { states } = useDashboard();
  useEffect(() => states.report(key, known ? 'outOfView' : 'starting'), [known, states, key]);
  useEffect(() => () => states.report(key, undefined), [states, key]);
  return (
    <section
      className={classes.panel}
      aria-label={panel.title || panel.type}
      data-panel-id={panel.id}
      data-panel-key={key}
      data-panel-type={panel.type}
      data-panel-state="loading"
      data-transparent={panel.transparent || undefined}
    />
  );
}
