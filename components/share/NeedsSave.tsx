'use client';

import { useDashboard } from '@/components/dashboard/DashboardContext';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { Button } from '@/components/ui/Button';
import classes from './share.module.css';

/** A dashboard without an address cannot be linked to. */
export function NeedsSave() {
  const { openSave } = useEditor();
  const { view } = useDashboard();
  const save = () => {
    view.closeOverlay();
    openSave();
  };
  return (
    <div className={classes.empty}>
      <p>This dashboard has no address before it is saved.</p>
      <Button variant="primary" onClick={save}>
        Save dashboard
      </Button>
    </div>
  );
}

/** What others see is what is stored. */
export function UnsavedNote() {
  const { dirty } = useEditor();
  return dirty ? (
    <p className={classes.note} data-tone="warn">
      Your unsaved changes are not in it: others see the saved dashboard.
    </p>
  ) : null;
}
