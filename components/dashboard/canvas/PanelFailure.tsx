'use client';

import { useDashboard } from '../DashboardContext';
import { ErrorStrip } from '../ErrorStrip';
import { useEditor } from '../editor/EditorContext';
import type { PlacedPanel } from '../repeats';

interface PanelFailureProps {
  readonly placed: PlacedPanel;
  readonly message: string;
  readonly hasData: boolean;
  readonly retry: () => void;
}

/** What failed in a panel, with the ways on. */
export function PanelFailure({ placed: { key, panel }, message, hasData, retry }: PanelFailureProps) {
  const { view } = useDashboard();
  const { canEdit } = useEditor();
  const edit = { label: 'Edit', onClick: () => view.openPanelEditor(panel.id) };
  const actions = [
    { label: 'Retry', onClick: retry },
    { label: 'Inspect', onClick: () => view.openInspect(key, 'query') },
    ...(canEdit ? [edit] : []),
  ];
  return <ErrorStrip message={message} hasData={hasData} actions={actions} />;
}
