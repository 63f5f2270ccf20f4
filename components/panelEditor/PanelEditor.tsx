'use client';

import { DashboardContext } from '@/components/dashboard/DashboardContext';
import { Button } from '@/components/ui/Button';
import { EditorBar } from './EditorBar';
import { EditorBody } from './EditorBody';
import { OverPage } from './OverPage';
import classes from './panelEditor.module.css';
import { useCloseEditor } from './useCloseEditor';
import { useEditorScope } from './useEditorScope';
import { type PanelDraft, usePanelDraft } from './usePanelDraft';

/** The panel editor, over the whole page: what is changed goes into the draft of the dashboard at once. */
export function PanelEditor({ panelId }: { readonly panelId: number }) {
  const draft = usePanelDraft(panelId);
  return (
    <OverPage label="Panel editor">
      {draft === undefined ? <NoPanel panelId={panelId} /> : <OpenEditor key={panelId} draft={draft} />}
    </OverPage>
  );
}

function OpenEditor({ draft }: { readonly draft: PanelDraft }) {
  const scope = useEditorScope(draft.panel);
  return (
    <DashboardContext value={scope.dashboardScope}>
      <EditorBar draft={draft} scope={scope.variables} />
      <EditorBody draft={draft} scope={scope} />
    </DashboardContext>
  );
}

function NoPanel({ panelId }: { readonly panelId: number }) {
  const close = useCloseEditor();
  return (
    <div className={classes.missing}>
      <h1>No such panel</h1>
      <p>This dashboard has no panel {panelId}. It may have been removed.</p>
      <Button variant="primary" onClick={close}>
        Back to dashboard
      </Button>
    </div>
  );
}
