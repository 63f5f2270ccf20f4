'use client';

import { Menu } from '@mantine/core';
import { IconArrowsMove, IconDotsVertical, IconFolderPlus, IconPencil, IconTrash } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { IconButton } from '@/components/ui/IconButton';
import type { Folder } from '@/lib/api/responses/library';
import { confirmDeleteFolder, openMoveFolder, openNewFolder, openRenameFolder } from './dialogs';
import { useLibraryScope } from './LibraryScope';

const ICON = { size: 15, stroke: 1.6, 'aria-hidden': true } as const;

interface FolderMenuProps {
  readonly folder: Folder;
  /** Dashboards in it and below. */
  readonly count: number;
}

/** What can be done with a folder; nothing for a visitor who may not edit. */
export function FolderMenu({ folder, count }: FolderMenuProps) {
  const router = useRouter();
  const scope = useLibraryScope();
  if (!scope.mayEdit) return null;
  const leave = () => {
    if (scope.folder?.uid === folder.uid) router.push('/dashboards');
  };
  return (
    <Menu position="bottom-end" width={212} shadow="md" withinPortal>
      <Menu.Target>
        <IconButton icon={IconDotsVertical} label={`Actions for folder ${folder.title}`} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconFolderPlus {...ICON} />}
          onClick={() => openNewFolder(scope.folders, folder, ({ url }) => router.push(url))}
        >
          New folder in it…
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={() => openRenameFolder(scope.folders, folder)}>
          Rename…
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowsMove {...ICON} />}
          onClick={() => openMoveFolder(scope.folders, folder, scope.tree)}
        >
          Move…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash {...ICON} />}
          onClick={() => confirmDeleteFolder(scope.folders, folder, count, leave)}
        >
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
