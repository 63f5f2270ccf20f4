'use client';

import { modals } from '@mantine/modals';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { useEditorSession } from '@/components/dashboard/editor/EditorSession';
import { withEditView } from '@/components/dashboard/viewUrl';
import { toast, toastFailure } from '@/components/shell/toasts';
import { useUrlParams } from '@/components/ui/useUrlParams';
import { restoreVersion } from '@/lib/api/library';
import { withCompare } from './compareUrl';

/** Makes an old version the newest one, after a question, and shows it. */
export function useRestore(): { readonly restoring: boolean; readonly ask: (version: number) => void } {
  const { info, dirty } = useEditor();
  const { loadNewest, checkNewer } = useEditorSession();
  const { push } = useUrlParams();
  const client = useQueryClient();
  const [restoring, setRestoring] = useState(false);
  const restore = async (version: number) => {
    setRestoring(true);
    try {
      const saved = await restoreVersion(info.uid, version);
      await loadNewest();
      client.invalidateQueries({ refetchType: 'none' });
      push((params) => withCompare(withEditView(params, undefined), undefined));
      toast(`Version ${version} is back, as version ${saved.version}.`);
    } catch (failure) {
      toastFailure(`Version ${version} could not be restored`, failure);
    } finally {
      setRestoring(false);
    }
  };
  const ask = async (version: number) => {
    // Without an answer the question is asked without this line; the restore itself says what is wrong.
    const newer = await checkNewer().catch(() => undefined);
    modals.openConfirmModal({
      title: `Restore version ${version}?`,
      children: (
        <>
          <p>It is saved again as the newest version. No version is lost.</p>
          {newer === undefined ? null : (
            <p>
              Version {newer.version} was saved{newer.savedBy === '' ? '' : ` by ${newer.savedBy}`} since you opened
              this page; it stays in the list.
            </p>
          )}
          {dirty ? <p>Your unsaved changes are kept in this browser and offered again afterwards.</p> : null}
        </>
      ),
      labels: { confirm: 'Restore', cancel: 'Cancel' },
      onConfirm: () => void restore(version),
    });
  };
  return { restoring, ask: (version) => void ask(version) };
}
