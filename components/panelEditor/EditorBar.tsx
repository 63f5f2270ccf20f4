'use client';

import { IconArrowBackUp, IconArrowForwardUp, IconArrowLeft, IconChevronRight } from '@tabler/icons-react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { RefreshControl } from '@/components/timeRange/RefreshControl';
import { TimeRangePicker } from '@/components/timeRange/TimeRangePicker';
import { Button } from '@/components/ui/Button';
import { IconButton } from '@/components/ui/IconButton';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import type { VariableScope } from '@/lib/dashboard/variables/scope';
import classes from './panelEditor.module.css';
import { useCloseEditor } from './useCloseEditor';
import type { PanelDraft } from './usePanelDraft';

interface EditorBarProps {
  readonly draft: PanelDraft;
  readonly scope: VariableScope;
}

/** Takes the changes back; a panel that was added for them goes, too. */
function DiscardButton({ draft, onGone }: { readonly draft: PanelDraft; readonly onGone: () => void }) {
  const { isFresh, changed, discard } = draft;
  const act = () => {
    if (isFresh) onGone();
    discard();
  };
  return (
    <Button
      variant="quiet"
      disabled={!changed && !isFresh}
      onClick={act}
      title={isFresh ? 'Remove this new panel' : 'Back to what it was'}
    >
      Discard<span className={classes.wideOnly}>{isFresh ? 'panel' : 'panel changes'}</span>
    </Button>
  );
}

/** Where we are, undo and redo, the time, and what becomes of the changes. */
export function EditorBar({ draft, scope }: EditorBarProps) {
  const editor = useEditor();
  const close = useCloseEditor();
  const title = interpolate(draft.panel.title, scope, 'text') || 'Untitled panel';
  return (
    <header className={classes.bar}>
      <IconButton icon={IconArrowLeft} label="Back to dashboard" onClick={close} />
      <div className={classes.crumbs}>
        <button type="button" className={classes.parent} onClick={close} title={editor.dashboard.title}>
          {editor.dashboard.title}
        </button>
        <IconChevronRight size={14} aria-hidden className={classes.separator} />
        <h1 className={classes.title} title={title}>
          {title}
        </h1>
        {draft.changed ? <span className={classes.badge}>{draft.isNew ? 'New panel' : 'Changed'}</span> : null}
      </div>
      <div className={classes.undo}>
        <IconButton
          icon={IconArrowBackUp}
          label={editor.undoLabel === undefined ? 'Undo' : `Undo: ${editor.undoLabel}`}
          disabled={editor.undoLabel === undefined}
          onClick={editor.undo}
        />
        <IconButton
          icon={IconArrowForwardUp}
          label={editor.redoLabel === undefined ? 'Redo' : `Redo: ${editor.redoLabel}`}
          disabled={editor.redoLabel === undefined}
          onClick={editor.redo}
        />
      </div>
      <div className={classes.time}>
        <TimeRangePicker />
        <RefreshControl intervals={editor.dashboard.refreshIntervals} />
      </div>
      <div className={classes.finish}>
        <DiscardButton draft={draft} onGone={close} />
        <Button variant="primary" disabled={!editor.canEdit} onClick={editor.openSave}>
          Save<span className={classes.wideOnly}>dashboard</span>
        </Button>
      </div>
    </header>
  );
}
