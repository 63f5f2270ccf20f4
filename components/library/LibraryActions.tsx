'use client';

import { Menu } from '@mantine/core';
import { IconChevronDown, IconFileImport, IconFolderPlus, IconLayoutDashboard, IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { SignInLink } from '@/components/people/SignInLink';
import { Button } from '@/components/ui/Button';
import { openNewFolder } from './dialogs';
import { useLibraryScope } from './LibraryScope';

const ICON = { size: 15, stroke: 1.6, 'aria-hidden': true } as const;

/** What can be made here: a dashboard, an import, a folder. Strangers are shown the way in. */
export function LibraryActions() {
  const { mayEdit, folder, folders } = useLibraryScope();
  const router = useRouter();
  if (!mayEdit) return <SignInLink />;
  const place = folder === undefined ? '' : `?folderUid=${encodeURIComponent(folder.uid)}`;
  return (
    <Menu position="bottom-end" width={212} withinPortal>
      <Menu.Target>
        <Button variant="primary">
          <IconPlus size={15} aria-hidden />
          New
          <IconChevronDown size={14} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} href={`/dashboard/new${place}`} leftSection={<IconLayoutDashboard {...ICON} />}>
          New dashboard
        </Menu.Item>
        <Menu.Item component={Link} href={`/dashboard/import${place}`} leftSection={<IconFileImport {...ICON} />}>
          Import
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFolderPlus {...ICON} />}
          onClick={() => openNewFolder(folders, folder, ({ url }) => router.push(url))}
        >
          New folder…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
