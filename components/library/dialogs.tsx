'use client';

import { modals } from '@mantine/modals';
import type { Folder, SearchHit } from '@/lib/api/responses/library';
import type { FolderNode } from './folderTree';
import { MoveForm } from './MoveForm';
import { NameForm } from './NameForm';
import { countText, type DashboardActions } from './useDashboardActions';
import type { FolderActions } from './useFolderActions';

export function openRename(actions: DashboardActions, hit: SearchHit): void {
  openName('Rename dashboard', 'Rename', hit.title, (title) => actions.rename(hit, title));
}

export function openMove(
  actions: DashboardActions,
  hits: readonly SearchHit[],
  tree: readonly FolderNode[],
  done: () => void,
): void {
  const save = async (folder: { readonly uid: string; readonly title: string }) => {
    const moved = await actions.move(hits, folder);
    if (moved) done();
    return moved;
  };
  const [only] = hits;
  const id = modals.open({
    title: `Move ${countText(hits)}`,
    children: (
      <MoveForm
        tree={tree}
        current={hits.length === 1 ? only?.folderUid : undefined}
        onMove={save}
        onClose={() => modals.close(id)}
      />
    ),
  });
}

export function openNewFolder(
  actions: FolderActions,
  parent: Folder | undefined,
  done: (folder: Folder) => void,
): void {
  const title = parent === undefined ? 'New folder' : `New folder in “${parent.title}”`;
  openName(title, 'Make folder', '', async (name) => {
    const made = await actions.create(name, parent?.uid ?? '');
    if (made !== undefined) done(made);
    return made !== undefined;
  });
}

export function openRenameFolder(actions: FolderActions, folder: Folder): void {
  openName(
    'Rename folder',
    'Rename',
    folder.title,
    async (title) => (await actions.rename(folder, title)) !== undefined,
  );
}

export function openMoveFolder(actions: FolderActions, folder: Folder, tree: readonly FolderNode[]): void {
  const id = modals.open({
    title: `Move “${folder.title}”`,
    children: (
      <MoveForm
        tree={tree}
        current={folder.parentUid}
        without={folder.uid}
        onMove={async ({ uid }) => (await actions.move(folder, uid)) !== undefined}
        onClose={() => modals.close(id)}
      />
    ),
  });
}

/** `count` dashboards lie in the folder and those below it. */
export function confirmDeleteFolder(actions: FolderActions, folder: Folder, count: number, done: () => void): void {
  const what =
    count === 0
      ? 'It holds no dashboards.'
      : `Its ${count === 1 ? 'dashboard goes' : `${count} dashboards go`} to Recently deleted.`;
  modals.openConfirmModal({
    title: `Delete “${folder.title}”?`,
    children: `The folder and those in it are deleted. ${what}`,
    labels: { confirm: 'Delete folder', cancel: 'Cancel' },
    confirmProps: { color: 'red' },
    onConfirm: async () => {
      if (await actions.remove(folder)) done();
    },
  });
}

export function confirmDelete(actions: DashboardActions, hits: readonly SearchHit[], done: () => void): void {
  modals.openConfirmModal({
    title: `Delete ${countText(hits)}?`,
    children: 'Deleted dashboards stay in Recently deleted for 30 days, where they can be restored.',
    labels: { confirm: 'Delete', cancel: 'Cancel' },
    confirmProps: { color: 'red' },
    onConfirm: async () => {
      if (await actions.remove(hits)) done();
    },
  });
}

export function confirmPurge(actions: DashboardActions, hits: readonly SearchHit[], done: () => void): void {
  modals.openConfirmModal({
    title: `Delete ${countText(hits)} for good?`,
    children: 'All versions are lost. This cannot be undone.',
    labels: { confirm: 'Delete for good', cancel: 'Cancel' },
    confirmProps: { color: 'red' },
    onConfirm: async () => {
      if (await actions.purge(hits)) done();
    },
  });
}

function openName(title: string, verb: string, name: string, save: (name: string) => Promise<boolean>): void {
  const id = modals.open({
    title,
    children: <NameForm verb={verb} initial={name} onSave={save} onClose={() => modals.close(id)} />,
  });
}
