'use client';

import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconDeviceFloppy,
  IconPencil,
  IconSettings,
  IconX,
} from '@tabler/icons-react';
import { SignInLink } from '@/components/people/SignInLink';
import { Button } from '@/components/ui/Button';
import { IconButton } from '@/components/ui/IconButton';
import { useDashboard } from '../DashboardContext';
import { useEditor } from '../editor/EditorContext';
import { hasChoices } from '../editor/saveRequest';
import { usePageChoices } from '../editor/usePageChoices';
import { AddMenu } from './AddMenu';
import classes from './editBar.module.css';

/** Edit and, in edit mode, everything that builds, takes back and keeps. Strangers are shown the way in. */
export function EditBar() {
  const { canEdit, editing } = useEditor();
  const { view } = useDashboard();
  if (!canEdit) return <SignInLink />;
  if (view.editView !== undefined) return <SettingsTools />;
  return editing ? <EditTools /> : <EditButton />;
}

function EditButton() {
  const { startEditing, dirty } = useEditor();
  return (
    <div className={classes.tools}>
      <Button onClick={startEditing} aria-label="Edit dashboard">
        <IconPencil size={15} aria-hidden />
        <span className={classes.word}>Edit</span>
      </Button>
      {dirty ? <SaveButton /> : null}
    </div>
  );
}

/** Settings change the draft, too, whatever the mode. */
function SettingsTools() {
  return (
    <div className={classes.tools} role="toolbar" aria-label="Changes of the dashboard">
      <UndoButtons />
      <DiscardButton />
      <SaveButton />
    </div>
  );
}

function EditTools() {
  const { stopEditing } = useEditor();
  const { view } = useDashboard();
  return (
    <div className={classes.tools} role="toolbar" aria-label="Edit dashboard">
      <AddMenu />
      <UndoButtons />
      <IconButton
        icon={IconSettings}
        label="Dashboard settings (d s)"
        className={classes.settings ?? ''}
        onClick={() => view.openSettings()}
      />
      <DiscardButton />
      <Button onClick={stopEditing} aria-label="Exit edit mode" title="Exit edit mode">
        <IconX size={15} aria-hidden />
        <span className={classes.word}>Exit</span>
      </Button>
      <SaveButton />
    </div>
  );
}

function UndoButtons() {
  const { undo, redo, undoLabel, redoLabel } = useEditor();
  return (
    <>
      <IconButton
        icon={IconArrowBackUp}
        label={undoLabel === undefined ? 'Nothing to undo' : `Undo: ${undoLabel} (Ctrl+Z)`}
        aria-keyshortcuts="Control+Z"
        disabled={undoLabel === undefined}
        onClick={undo}
      />
      <IconButton
        icon={IconArrowForwardUp}
        label={redoLabel === undefined ? 'Nothing to redo' : `Redo: ${redoLabel} (Ctrl+Shift+Z)`}
        aria-keyshortcuts="Control+Shift+Z"
        disabled={redoLabel === undefined}
        onClick={redo}
      />
    </>
  );
}

function DiscardButton() {
  const { dirty, discard } = useEditor();
  if (!dirty) return null;
  return (
    <Button variant="quiet" className={classes.discard} onClick={discard}>
      Discard
    </Button>
  );
}

function SaveButton() {
  const { openSave, dirty, info } = useEditor();
  const choices = usePageChoices();
  // Range and values of the page can become the defaults, so they are something to save, too.
  const nothing = !dirty && info.version > 0 && !hasChoices(choices);
  return (
    <Button
      variant="primary"
      aria-label="Save dashboard"
      aria-keyshortcuts="Control+S"
      title={nothing ? 'Nothing to save' : 'Save dashboard (Ctrl+S)'}
      disabled={nothing}
      onClick={openSave}
    >
      <IconDeviceFloppy size={15} aria-hidden />
      <span className={classes.word}>Save</span>
    </Button>
  );
}

/** Says that there are changes that nobody else can see yet. */
export function UnsavedDot() {
  const { dirty, canEdit } = useEditor();
  if (!dirty || !canEdit) return null;
  return (
    <span className={classes.unsaved} title="Unsaved changes">
      <span className={classes.dot} aria-hidden />
      <span className={classes.unsavedText}>Unsaved</span>
    </span>
  );
}
