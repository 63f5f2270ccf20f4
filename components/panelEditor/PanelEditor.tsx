'use client';

import { DashboardContext } from '@/components/dashboard/DashboardContext';
import { MessagePage } from '@/components/ui/MessagePage';
import { EditorBar } from './EditorBar';
import { EditorBody } from './EditorBody';
import classes from './panelEditor.module.css';
import { useCloseEditor } from './useCloseEditor';
import { useEditorScope } from './useEditorScope';
import { useInBrowser } from './useInBrowser';
import { type PanelDraft, usePanelDraft } from './usePanelDraft';

/** The panel editor, over the whole page: what is changed goes into the draft of the dashboard at once. */
export function PanelEditor({ panelId }: { readonly panelId: number }) {
  const draft = usePanelDraft(panelId);
  const close = useCloseEditor();
  if (draft === undefined) {
    return (
      <div className={classes.editor}>
        <MessagePage
          title="No such panel"
          detail={`This dashboard has no panel ${panelId}. It may have been removed.`}
          action={{ label: 'Back to dashboard', onClick: close }}
        />
      </div>
    );
  }
  return <OpenEditor key={panelId} draft={draft} />;
}

function OpenEditor({ draft }: { readonly draft: PanelDraft }) {
  const scope = useEditorScope(draft.panel);
  const inBrowser = useInBrowser();
  return (
    <DashboardContext value={scope.dashboardScope}>
      <section className={classes.editor} aria-label="Panel editor">
        <EditorBar draft={draft} scope={scope.variables} />
        {inBrowser ? <EditorBody draft={draft} scope={scope} /> : null}
      </section>
    </DashboardContext>
  );
}
