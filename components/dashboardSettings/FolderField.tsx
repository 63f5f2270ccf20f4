'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { useEditorSession } from '@/components/dashboard/editor/EditorSession';
import { type ChosenFolder, FolderSelect } from '@/components/library/FolderSelect';
import { toast, toastFailure } from '@/components/shell/toasts';
import { moveDashboards } from '@/lib/api/library';
import classes from './settings.module.css';

/** Where the dashboard lies. Another folder holds at once: it is no part of the document, and no version. */
export function FolderField() {
  const { info, stored } = useEditor();
  const { markSaved } = useEditorSession();
  const client = useQueryClient();
  const [moving, setMoving] = useState(false);
  if (info.uid === '') return <p className={classes.fact}>The folder is chosen when the dashboard is saved.</p>;
  const move = async (folder: ChosenFolder) => {
    if (folder.uid === info.folderUid || moving) return;
    setMoving(true);
    try {
      await moveDashboards([info.uid], folder.uid);
      markSaved(stored, { ...info, folderUid: folder.uid, folderTitle: folder.title });
      client.invalidateQueries({ refetchType: 'none' });
      toast(folder.uid === '' ? 'Moved out of its folder.' : `Moved to ${folder.title}.`);
    } catch (failure) {
      toastFailure('It could not be moved', failure);
    } finally {
      setMoving(false);
    }
  };
  return (
    <div aria-busy={moving}>
      <FolderSelect value={info.folderUid} onChange={(folder) => void move(folder)} />
      <p className={classes.fieldHint}>Another folder holds at once, without a save.</p>
    </div>
  );
}
