'use client';

import { Menu } from '@mantine/core';
import {
  IconArrowsMove,
  IconCopy,
  IconDotsVertical,
  IconDownload,
  IconPencil,
  IconRestore,
  IconShare,
  IconTrash,
  IconTrashX,
} from '@tabler/icons-react';
import { IconButton } from '@/components/ui/IconButton';
import type { SearchHit } from '@/lib/api/responses/library';
import { confirmDelete, confirmPurge, openMove, openRename } from './dialogs';
import { useLibraryScope } from './LibraryScope';

const ICON = { size: 15, stroke: 1.6, 'aria-hidden': true } as const;

/** What can be done with one dashboard. */
export function RowMenu({ hit }: { readonly hit: SearchHit }) {
  return (
    <Menu position="bottom-end" width={212} shadow="md" withinPortal>
      <Menu.Target>
        <IconButton icon={IconDotsVertical} label={`Actions for ${hit.title}`} />
      </Menu.Target>
      <Menu.Dropdown>{hit.isDeleted ? <TrashItems hit={hit} /> : <DashboardItems hit={hit} />}</Menu.Dropdown>
    </Menu>
  );
}

function DashboardItems({ hit }: { readonly hit: SearchHit }) {
  const { dashboards, tree, mayEdit, clearSelection } = useLibraryScope();
  const exports = (
    <>
      <Menu.Item leftSection={<IconDownload {...ICON} />} onClick={() => dashboards.exportFile(hit, 'plain')}>
        Export JSON
      </Menu.Item>
      <Menu.Item leftSection={<IconShare {...ICON} />} onClick={() => dashboards.exportFile(hit, 'shared')}>
        Export for sharing
      </Menu.Item>
    </>
  );
  if (!mayEdit) return exports;
  return (
    <>
      <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={() => openRename(dashboards, hit)}>
        Rename…
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowsMove {...ICON} />}
        onClick={() => openMove(dashboards, [hit], tree, clearSelection)}
      >
        Move…
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy {...ICON} />} onClick={() => dashboards.duplicate(hit)}>
        Duplicate
      </Menu.Item>
      <Menu.Divider />
      {exports}
      <Menu.Divider />
      <Menu.Item
        color="red"
        leftSection={<IconTrash {...ICON} />}
        onClick={() => confirmDelete(dashboards, [hit], clearSelection)}
      >
        Delete…
      </Menu.Item>
    </>
  );
}

function TrashItems({ hit }: { readonly hit: SearchHit }) {
  const { dashboards, clearSelection } = useLibraryScope();
  return (
    <>
      <Menu.Item leftSection={<IconRestore {...ICON} />} onClick={() => dashboards.restore([hit])}>
        Restore
      </Menu.Item>
      <Menu.Item
        color="red"
        leftSection={<IconTrashX {...ICON} />}
        onClick={() => confirmPurge(dashboards, [hit], clearSelection)}
      >
        Delete for good…
      </Menu.Item>
    </>
  );
}
