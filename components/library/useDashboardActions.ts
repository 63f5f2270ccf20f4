'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { forgetRecents } from '@/components/shell/recents';
import { toast, toastFailure } from '@/components/shell/toasts';
import {
  deleteDashboard,
  getDashboard,
  moveDashboards,
  purgeDashboard,
  restoreDashboard,
  saveDashboard,
  star,
  unstar,
} from '@/lib/api/library';
import type { SearchHit } from '@/lib/api/responses/library';
import { exportPlain, exportShared } from '@/lib/grafana/exportShared';
import { downloadDashboard } from './exportFile';
import { LIBRARY_KEY } from './useLibrary';

type Hit = Pick<SearchHit, 'uid' | 'title'>;

export interface DashboardActions {
  readonly rename: (hit: Hit, title: string) => Promise<boolean>;
  readonly move: (hits: readonly Hit[], folder: { readonly uid: string; readonly title: string }) => Promise<boolean>;
  readonly duplicate: (hit: Hit) => Promise<boolean>;
  /** Into the trash, with a way back. */
  readonly remove: (hits: readonly Hit[]) => Promise<boolean>;
  readonly restore: (hits: readonly Hit[]) => Promise<boolean>;
  readonly purge: (hits: readonly Hit[]) => Promise<boolean>;
  readonly exportFile: (hit: Hit, form: 'plain' | 'shared') => Promise<boolean>;
  readonly setStar: (hit: Hit, starred: boolean) => Promise<boolean>;
}

/** What can be done with dashboards of the list. Each tells how it went and gives whether all of it was done. */
export function useDashboardActions(): DashboardActions {
  const client = useQueryClient();
  return useMemo(() => {
    const attempt = async (failure: string, work: () => Promise<void>): Promise<boolean> => {
      try {
        await work();
        return true;
      } catch (error) {
        toastFailure(failure, error);
        return false;
      } finally {
        await client.invalidateQueries({ queryKey: [LIBRARY_KEY] });
      }
    };
    const restore = (hits: readonly Hit[]) =>
      attempt('Not all could be restored', async () => {
        for (const { uid } of hits) await restoreDashboard(uid);
        toast(`Restored ${countText(hits)}`);
      });
    return {
      restore,
      rename: ({ uid, title: old }, title) =>
        attempt(`“${old}” was not renamed`, async () => {
          const { dashboard } = await getDashboard(uid);
          await saveDashboard({ dashboard: { ...dashboard, title }, message: `Renamed from “${old}”` });
        }),
      move: (hits, folder) =>
        attempt('Nothing was moved', async () => {
          await moveDashboards(
            hits.map(({ uid }) => uid),
            folder.uid,
          );
          toast(`Moved ${countText(hits)} to ${folder.title}`);
        }),
      duplicate: ({ uid, title }) =>
        attempt(`“${title}” was not duplicated`, async () => {
          const { dashboard, meta } = await getDashboard(uid);
          const copy = { ...exportPlain(dashboard, { keepUid: false }), title: `${title} (copy)` };
          await saveDashboard({ dashboard: copy, folderUid: meta.folderUid, message: `Copy of “${title}”` });
          toast(`Duplicated as “${title} (copy)”`);
        }),
      remove: (hits) =>
        attempt('Not all could be deleted', async () => {
          for (const { uid } of hits) await deleteDashboard(uid);
          forgetRecents(hits.map(({ uid }) => uid));
          toast(`Moved ${countText(hits)} to Recently deleted`, { label: 'Undo', run: () => void restore(hits) });
        }),
      purge: (hits) =>
        attempt('Not all could be deleted', async () => {
          for (const { uid } of hits) await purgeDashboard(uid);
          toast(`Deleted ${countText(hits)} for good`);
        }),
      exportFile: ({ uid, title }, form) =>
        attempt(`“${title}” was not exported`, async () => {
          const { dashboard } = await getDashboard(uid);
          downloadDashboard(
            form === 'shared' ? exportShared(dashboard).json : exportPlain(dashboard, { keepUid: true }),
          );
        }),
      setStar: ({ uid, title }, starred) =>
        attempt(`“${title}” was not ${starred ? 'starred' : 'unstarred'}`, () => (starred ? star(uid) : unstar(uid))),
    };
  }, [client]);
}

/** `“CPU”`, or `3 dashboards`. */
export function countText(hits: readonly Hit[]): string {
  const [only] = hits;
  return hits.length === 1 && only !== undefined ? `“${only.title}”` : `${hits.length} dashboards`;
}
