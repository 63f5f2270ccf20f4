'use client';

import dynamic from 'next/dynamic';
import { EmptyDashboard } from './canvas/EmptyDashboard';
import { LinksBar } from './canvas/LinksBar';
import { useDashboard } from './DashboardContext';
import classes from './dashboard.module.css';
import { useEditor } from './editor/EditorContext';
import { SectionView } from './SectionView';

/** Fetched when it is opened: most visits only look. */
const PanelEditor = dynamic(() => import('@/components/panelEditor/PanelEditor').then((module) => module.PanelEditor), {
  loading: Opening,
});

/** What stands below the variables: the panels, or what was opened in their place. */
export function DashboardBody() {
  const { view } = useDashboard();
  const { canEdit } = useEditor();
  if (view.editPanelId !== undefined && canEdit) return <PanelEditor panelId={view.editPanelId} />;
  return <Panels />;
}

function Panels() {
  const { dashboard, sections, view } = useDashboard();
  return (
    <>
      {view.viewed === undefined ? (
        <div className={classes.phoneOnly}>
          <LinksBar />
        </div>
      ) : null}
      {dashboard.layout.length === 0 ? <EmptyDashboard /> : null}
      {sections.map((section) => (
        <SectionView key={section.key} section={section} />
      ))}
    </>
  );
}

function Opening() {
  return (
    <p className={classes.empty} role="status">
      Opening…
    </p>
  );
}
