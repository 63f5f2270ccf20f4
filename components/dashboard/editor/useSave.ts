'use client';

import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { saveDashboard } from '@/lib/api/library';
import { dashboardPath } from '@/lib/dashboard/dashboardPath';
import type { Dashboard } from '@/lib/dashboard/document';
import { type StoredInfo, useEditor } from './EditorContext';
import { useEditorSession } from './EditorSession';
import { type SaveProblem, saveProblem } from './saveProblem';
import { type SavePlan, saveRequest } from './saveRequest';

export interface SaveState {
  readonly saving: boolean;
  readonly problem: SaveProblem | undefined;
  readonly clear: () => void;
  /** @returns whether it is stored now */
  readonly save: (plan: SavePlan, folderTitle: string) => Promise<boolean>;
}

/** Stores the draft and follows to its address. */
export function useSave(): SaveState {
  const { info } = useEditor();
  const { markSaved, dropChanges } = useEditorSession();
  const client = useQueryClient();
  const router = useRouter();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<SaveProblem>();
  const save = async (plan: SavePlan, folderTitle: string) => {
    setSaving(true);
    setProblem(undefined);
    try {
      const { uid, version, folderUid } = await saveDashboard(saveRequest(plan, info));
      const stored = { ...plan.document, uid };
      const isCopy = plan.asNew && info.version > 0;
      if (isCopy) dropChanges();
      else markSaved(stored, placed({ uid, version, folderUid }, info, folderTitle), plan.draft);
      if (isCopy) router.push(dashboardPath(stored));
      else showAddress(stored);
      notifications.show({
        message: isCopy ? `Saved as ${stored.title}` : `Saved as version ${version}`,
        color: 'green',
      });
      // Lists of dashboards are asked for again when they are shown next.
      client.invalidateQueries({ refetchType: 'none' });
      return true;
    } catch (failure) {
      setProblem(saveProblem(failure));
      return false;
    } finally {
      setSaving(false);
    }
  };
  return { saving, problem, save, clear: () => setProblem(undefined) };
}

function placed(saved: Omit<StoredInfo, 'folderTitle'>, info: StoredInfo, folderTitle: string): StoredInfo {
  return {
    ...saved,
    folderTitle: saved.folderUid === info.folderUid && info.version > 0 ? info.folderTitle : folderTitle,
  };
}

/** The title is part of the address and of the tab. The page stays: it shows what was saved already. */
function showAddress(stored: Dashboard): void {
  const { pathname, search, hash } = window.location;
  const path = dashboardPath(stored);
  const isOwn = pathname.startsWith('/d/') || pathname === '/dashboard/new';
  if (!isOwn) return;
  document.title = `${stored.title} · Belvedere`;
  if (pathname !== path) window.history.replaceState(null, '', `${path}${search}${hash}`);
}
