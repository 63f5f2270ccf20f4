'use client';

import { interpolate } from '@/lib/dashboard/variables/interpolate';
import { withVariables } from '@/lib/dashboard/variables/scope';
import { useCanvas } from './canvas/CanvasContext';
import { useCollapsed } from './canvas/collapsedRows';
import { EmptyRow } from './canvas/EmptyRow';
import { RowHead } from './canvas/RowHead';
import { useDashboard } from './DashboardContext';
import { DashboardGrid } from './DashboardGrid';
import type { PlacedRow, PlacedSection } from './repeats';
import classes from './section.module.css';

/** A row with its panels, or the panels that stand outside of rows. Panels of a closed row do not exist. */
export function SectionView({ section }: { readonly section: PlacedSection }) {
  const { row } = section;
  if (row === undefined) return <DashboardGrid section={section} />;
  return <RowView section={section} row={row} />;
}

function RowView({ section, row }: { readonly section: PlacedSection; readonly row: PlacedRow }) {
  const { scope, view } = useDashboard();
  const { rows, editing } = useCanvas();
  const collapsed = useCollapsed(rows, section.key, row.collapsed);
  const { viewed } = view;
  const { panels } = section;
  const holdsViewed = viewed !== undefined && panels.includes(viewed);
  const title = interpolate(row.title, withVariables(scope, row.variables), 'text') || 'Row';
  const open = !collapsed || holdsViewed;
  return (
    <section
      aria-label={title}
      className={classes.section}
      hidden={viewed !== undefined && !holdsViewed}
      data-row-index={section.copy === 0 ? section.index : undefined}
    >
      {holdsViewed ? null : <RowHead section={section} row={row} title={title} collapsed={collapsed} />}
      {open && panels.length > 0 ? <DashboardGrid section={section} /> : null}
      {open && panels.length === 0 && editing ? <EmptyRow section={section} rowId={row.id} /> : null}
    </section>
  );
}
