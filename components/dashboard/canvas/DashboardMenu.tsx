'use client';

import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconDotsVertical,
  IconKeyboard,
  IconLayoutBottombarCollapse,
  IconLayoutNavbarExpand,
  IconPresentation,
  IconSettings,
  IconShare2,
  IconTrash,
} from '@tabler/icons-react';
import { openShortcutHelp } from '@/components/shell/shortcutGroups';
import { ActionMenu, type MenuAction } from '@/components/ui/ActionMenu';
import { IconButton } from '@/components/ui/IconButton';
import { useDashboard } from '../DashboardContext';
import { useEditor } from '../editor/EditorContext';
import { useCanvas } from './CanvasContext';
import { isFullScreen, toggleFullScreen } from './fullScreen';

/** What concerns the whole dashboard and is not needed every minute. */
export function DashboardMenu() {
  const groups = useDashboardGroups();
  return (
    <ActionMenu groups={groups}>
      <IconButton icon={IconDotsVertical} label="Menu of the dashboard" />
    </ActionMenu>
  );
}

function useDashboardGroups(): () => MenuAction[][] {
  const { view, sections } = useDashboard();
  const { canEdit, editing, dirty, discard } = useEditor();
  const { rows, complain } = useCanvas();
  const keys = sections.flatMap(({ key, row }) => (row === undefined ? [] : [key]));
  return () => [
    [
      { label: 'Share', icon: IconShare2, onSelect: () => view.openShare() },
      ...(canEdit
        ? [{ label: 'Settings', icon: IconSettings, keys: ['D', 'S'], onSelect: () => view.openSettings() }]
        : []),
    ],
    [
      { label: 'Kiosk', icon: IconPresentation, keys: ['D', 'K'], onSelect: () => view.setKiosk(true) },
      {
        label: isFullScreen() ? 'Leave full screen' : 'Full screen',
        icon: isFullScreen() ? IconArrowsMinimize : IconArrowsMaximize,
        keys: ['F'],
        onSelect: () => toggleFullScreen(complain),
      },
    ],
    keys.length === 0
      ? []
      : [
          {
            label: 'Expand all rows',
            icon: IconLayoutNavbarExpand,
            keys: ['D', 'E'],
            onSelect: () => rows.set(keys, false),
          },
          {
            label: 'Collapse all rows',
            icon: IconLayoutBottombarCollapse,
            keys: ['D', 'C'],
            onSelect: () => rows.set(keys, true),
          },
        ],
    [{ label: 'Keyboard shortcuts', icon: IconKeyboard, keys: ['?'], onSelect: openShortcutHelp }],
    editing && dirty ? [{ label: 'Discard changes', icon: IconTrash, tone: 'danger', onSelect: discard }] : [],
  ];
}
