'use client';

import { EmptyDashboard } from './canvas/EmptyDashboard';
import { LinksBar } from './canvas/LinksBar';
import { useDashboard } from './DashboardContext';
import { SectionView } from './SectionView';

/** What stands below the variables: the panels, or what was opened in their place. */
export function DashboardBody() {
  const { dashboard, sections, view } = useDashboard();
  const empty = dashboard.layout.length === 0;
  return (
    <>
      {view.viewed === undefined ? <LinksBar /> : null}
      {empty ? <EmptyDashboard /> : null}
      {sections.map((section) => (
        <SectionView key={section.key} section={section} />
      ))}
    </>
  );
}
