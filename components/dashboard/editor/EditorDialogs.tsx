'use client';

import { Button } from '@/components/ui/Button';
import { Dialog, DialogActions } from '@/components/ui/Dialog';
import { diffDashboards } from '@/lib/dashboard/diff/diffDashboards';
import { ChangeList } from './ChangeList';
import { useEditor } from './EditorContext';
import { useEditorSession } from './EditorSession';
import { SaveDialog } from './SaveDialog';

/** The one dialog of the editor that is open, if any. */
export function EditorDialogs() {
  const { dialog } = useEditorSession();
  switch (dialog.type) {
    case 'none':
      return null;
    case 'save':
      return <SaveDialog afterwards={dialog.afterwards} />;
    case 'discard':
      return <DiscardDialog />;
    case 'leave':
      return <LeaveDialog go={dialog.go} />;
  }
}

function DiscardDialog() {
  const { dashboard, stored } = useEditor();
  const { show, dropChanges } = useEditorSession();
  const close = () => show({ type: 'none' });
  const discard = () => {
    dropChanges();
    close();
  };
  return (
    <Dialog title="Discard changes" opened onClose={close}>
      <p>The dashboard goes back to what is stored. Undo brings the changes back while this page is open.</p>
      <ChangeList changes={diffDashboards(stored, dashboard)} />
      <DialogActions>
        <Button variant="quiet" onClick={close} data-autofocus>
          Keep
        </Button>
        <Button variant="primary" onClick={discard}>
          Discard
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** A link was followed while there are changes. */
function LeaveDialog({ go }: { readonly go: () => void }) {
  const { dashboard, stored } = useEditor();
  const { show, dropChanges } = useEditorSession();
  const close = () => show({ type: 'none' });
  const discard = () => {
    dropChanges();
    close();
    go();
  };
  return (
    <Dialog title="Unsaved changes" opened onClose={close}>
      <p>{dashboard.title} has changes that are not saved.</p>
      <ChangeList changes={diffDashboards(stored, dashboard)} />
      <DialogActions>
        <Button variant="quiet" onClick={close}>
          Stay
        </Button>
        <Button onClick={discard}>Discard</Button>
        <Button variant="primary" onClick={() => show({ type: 'save', afterwards: go })} data-autofocus>
          Save
        </Button>
      </DialogActions>
    </Dialog>
  );
}
