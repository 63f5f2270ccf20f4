'use client';

import { IconClipboard, IconFileImport, IconLayoutDashboard, IconLayoutRows, IconPlus } from '@tabler/icons-react';
import { SignInLink } from '@/components/people/SignInLink';
import { Button, ButtonLink } from '@/components/ui/Button';
import { useEditor } from '../editor/EditorContext';
import classes from './emptyDashboard.module.css';
import { useAddRow } from './useAddRow';
import { usePanelActions } from './usePanelActions';

/** The start of a dashboard that has nothing yet. */
export function EmptyDashboard() {
  const { canEdit } = useEditor();
  return (
    <div className={classes.start}>
      <IconLayoutDashboard size={32} stroke={1.3} aria-hidden className={classes.icon} />
      <h2 className={classes.title}>This dashboard is empty</h2>
      {canEdit ? <FirstSteps /> : <ForReaders />}
    </div>
  );
}

function ForReaders() {
  return (
    <>
      <p>Panels can be added with the role Editor.</p>
      <div className={classes.steps}>
        <SignInLink />
      </div>
    </>
  );
}

function FirstSteps() {
  const panels = usePanelActions();
  const addRow = useAddRow();
  return (
    <>
      <p>Ask a query and choose how its answer is shown.</p>
      <div className={classes.steps}>
        <Button variant="primary" onClick={() => panels.add()}>
          <IconPlus size={15} aria-hidden />
          Add a panel
        </Button>
        <Button onClick={addRow}>
          <IconLayoutRows size={15} aria-hidden />
          Add a row
        </Button>
        <Button onClick={() => void panels.paste()}>
          <IconClipboard size={15} aria-hidden />
          Paste panel
        </Button>
        <ButtonLink href="/dashboard/import">
          <IconFileImport size={15} aria-hidden />
          Import
        </ButtonLink>
      </div>
    </>
  );
}
