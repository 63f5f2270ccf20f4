'use client';

import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import { withVariables } from '@/lib/dashboard/variables/scope';
import { useDashboard } from './DashboardContext';
import { DashboardGrid } from './DashboardGrid';
import type { PlacedSection } from './repeats';
import classes from './section.module.css';

/** A row with its panels, or the panels that stand outside of rows. Panels of a closed row do not exist. */
export function SectionView({ section }: { readonly section: PlacedSection }) {
  const { row, panels } = section;
  const { scope, view } = useDashboard();
  const [collapsed, setCollapsed] = useState(row?.collapsed ?? false);
  if (row === undefined) return <DashboardGrid panels={panels} />;
  const { viewed } = view;
  const holdsViewed = viewed !== undefined && panels.includes(viewed);
  const title = interpolate(row.title, withVariables(scope, row.variables), 'text');
  const Icon = collapsed ? IconChevronRight : IconChevronDown;
  return (
    <section aria-label={title} className={classes.section} hidden={viewed !== undefined && !holdsViewed}>
      <h2 className={classes.head} hidden={holdsViewed}>
        <button type="button" aria-expanded={!collapsed} onClick={() => setCollapsed(!collapsed)}>
          <Icon size={16} aria-hidden />
          <span className={classes.title}>{title || 'Row'}</span>
          {collapsed ? <span className={classes.count}>{panelCount(panels.length)}</span> : null}
        </button>
      </h2>
      {collapsed && !holdsViewed ? null : <DashboardGrid panels={panels} />}
    </section>
  );
}

function panelCount(count: number): string {
  return count === 1 ? '1 panel' : `${count} panels`;
}
