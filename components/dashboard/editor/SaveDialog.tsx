'use client';

import { useEffect, useRef, useState } from 'react';
import { Dialog } from '@/components/ui/Dialog';
import { useEditor } from './EditorContext';
import { useEditorSession } from './EditorSession';
import { SaveConflict } from './SaveConflict';
import { SaveForm } from './SaveForm';
import type { SavePlan, WantedChoices } from './saveRequest';
import { usePageChoices } from './usePageChoices';
import { useSave } from './useSave';

/** Saves the draft: message and changes, or title and folder of a new one, or what to do about a newer version. */
export function SaveDialog({ afterwards }: { readonly afterwards: (() => void) | undefined }) {
  const { info } = useEditor();
  const { show, checkNewer, newer, loadNewest } = useEditorSession();
  const choices = usePageChoices();
  const { saving, problem, save, clear } = useSave();
  const [copying, setCopying] = useState(false);
  const [wanted, setWanted] = useState<WantedChoices>({ time: false, variables: false });
  const [lastPlan, setLastPlan] = useState<SavePlan>();
  const closed = useRef(false);
  useEffect(() => {
    closed.current = false;
    return () => {
      closed.current = true;
    };
  }, []);
  const inConflict = problem?.kind === 'conflict' && lastPlan !== undefined;
  const asNew = copying || info.version === 0;
  const close = () => show({ type: 'none' });
  const submit = async (plan: SavePlan, folderTitle: string) => {
    setLastPlan(plan);
    const saved = await save(plan, folderTitle);
    // Closed meanwhile: the reader went on here, maybe to another dialog, and does not want to be led away.
    if (closed.current) return;
    if (saved) {
      close();
      afterwards?.();
    } else checkNewer().catch(() => undefined);
  };
  const copy = () => {
    clear();
    setCopying(true);
  };
  return (
    <Dialog title={titleOf(inConflict, copying)} opened onClose={close} width={520}>
      {inConflict ? (
        <SaveConflict
          newer={newer}
          saving={saving}
          onOverwrite={() => submit({ ...lastPlan, overwrite: true }, info.folderTitle)}
          onCopy={copy}
          onLoad={() => loadNewest().then(close, clear)}
        />
      ) : (
        <SaveForm
          key={asNew ? 'new' : 'version'}
          asNew={asNew}
          choices={choices}
          wanted={wanted}
          onWant={setWanted}
          saving={saving}
          problem={problem}
          onSave={submit}
          onCopy={copy}
          onCancel={close}
        />
      )}
    </Dialog>
  );
}

function titleOf(inConflict: boolean, copying: boolean): string {
  if (inConflict) return 'There is a newer version';
  return copying ? 'Save as copy' : 'Save dashboard';
}
