'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { toast, toastFailure } from '@/components/shell/toasts';
import { createFolder, deleteFolder, updateFolder } from '@/lib/api/library';
import type { Folder } from '@/lib/api/responses/library';
import { LIBRARY_KEY } from './useLibrary';

export interface FolderActions {
  /** @returns undefined when it failed, which was told then */
  readonly create: (title: string, parentUid: string) => Promise<Folder | undefined>;
  readonly rename: (folder: Folder, title: string) => Promise<Folder | undefined>;
  readonly move: (folder: Folder, parentUid: string) => Promise<Folder | undefined>;
  readonly remove: (folder: Folder) => Promise<boolean>;
}

export function useFolderActions(): FolderActions {
  const client = useQueryClient();
  return useMemo(() => {
    const attempt = async <Result>(failure: string, work: () => Promise<Result>): Promise<Result | undefined> => {
      try {
        return await work();
      } catch (error) {
        toastFailure(failure, error);
        return undefined;
      } finally {
        await client.invalidateQueries({ queryKey: [LIBRARY_KEY] });
      }
    };
    return {
      create: (title, parentUid) => attempt('The folder was not made', () => createFolder({ title, parentUid })),
      rename: ({ uid, title: old, version }, title) =>
        attempt(`“${old}” was not renamed`, () => updateFolder(uid, { title, version })),
      move: ({ uid, title, version }, parentUid) =>
        attempt(`“${title}” was not moved`, () => updateFolder(uid, { parentUid, version })),
      remove: async ({ uid, title }) => {
        const done = await attempt(`“${title}” was not deleted`, async () => {
          await deleteFolder(uid);
          toast(`Deleted the folder “${title}”`);
          return true;
        });
        return done === true;
      },
    };
  }, [client]);
}
