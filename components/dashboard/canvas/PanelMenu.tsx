'use client';

import {
  IconArrowsMaximize,
  IconCopy,
  IconDotsVertical,
  IconEdit,
  IconEye,
  IconFileSearch,
  IconLayoutList,
  IconListDetails,
  IconShare2,
  IconTrash,
} from '@tabler/icons-react';
import { ActionMenu, type MenuAction } from '@/components/ui/ActionMenu';
import { IconButton } from '@/components/ui/IconButton';
import { TOP_SECTION } from '@/lib/dashboard/edit/sections';
import { useDashboard } from '../DashboardContext';
import { useEditor } from '../editor/EditorContext';
import type { PlacedPanel, PlacedSection } from '../repeats';
import type { InspectTab } from '../viewUrl';
import { useCanvas } from './CanvasContext';
import { type PanelActions, usePanelActions } from './usePanelActions';

interface PanelMenuProps {
  readonly placed: PlacedPanel;
  readonly title: string;
}

const INSPECT: readonly (readonly [string, InspectTab])[] = [
  ['Data', 'data'],
  ['Stats', 'stats'],
  ['Panel JSON', 'json'],
  ['Query', 'query'],
];

/** What can be done with a panel. */
export function PanelMenu({ placed, title }: PanelMenuProps) {
  const groups = usePanelGroups(placed);
  return (
    <ActionMenu groups={groups}>
      <IconButton icon={IconDotsVertical} label={`Menu of ${title || 'panel'}`} size={24} data-panel-menu />
    </ActionMenu>
  );
}

function usePanelGroups({ key, panel }: PlacedPanel): () => MenuAction[][] {
  const { kind, view, sections } = useDashboard();
  const { canEdit } = useEditor();
  const { legends } = useCanvas();
  const actions = usePanelActions();
  const viewed = view.viewed?.key === key;
  return () => [
    [
      {
        label: viewed ? 'Back to the dashboard' : 'View',
        icon: viewed ? IconArrowsMaximize : IconEye,
        keys: ['V'],
        onSelect: () => view.togglePanel(key),
      },
      ...(canEdit
        ? [{ label: 'Edit', icon: IconEdit, keys: ['E'], onSelect: () => view.openPanelEditor(panel.id) }]
        : []),
      ...(kind === 'live'
        ? [{ label: 'Share', icon: IconShare2, keys: ['P', 'S'], onSelect: () => view.openShare(key) }]
        : []),
      {
        label: 'Inspect',
        icon: IconFileSearch,
        children: INSPECT.map(([label, tab]) => ({ label, onSelect: () => view.openInspect(key, tab) })),
      },
    ],
    [
      { label: 'Switch legend', icon: IconListDetails, keys: ['P', 'L'], onSelect: () => legends.toggle([panel.id]) },
      { label: 'Copy', icon: IconCopy, onSelect: () => void actions.copy(panel) },
      ...(canEdit
        ? [
            { label: 'Duplicate', icon: IconCopy, keys: ['P', 'D'], onSelect: () => actions.duplicate(panel) },
            ...moveEntries(placedSectionOf(sections, key), sections, (section) => actions.moveTo(panel, section)),
          ]
        : []),
    ],
    canEdit ? [removeEntry(actions, panel)] : [],
  ];
}

function removeEntry(actions: PanelActions, panel: PlacedPanel['panel']): MenuAction {
  return {
    label: 'Remove',
    icon: IconTrash,
    keys: ['P', 'R'],
    tone: 'danger',
    onSelect: () => actions.remove(panel),
  };
}

function placedSectionOf(sections: readonly PlacedSection[], key: string): PlacedSection | undefined {
  return sections.find(({ panels }) => panels.some((placed) => placed.key === key));
}

/** Where a panel may go: the other rows, and the place above them. */
function moveEntries(
  own: PlacedSection | undefined,
  sections: readonly PlacedSection[],
  move: (section: number) => void,
): MenuAction[] {
  const rows = sections.filter(({ row, copy, index }) => row !== undefined && copy === 0 && index !== own?.index);
  const top = own?.row === undefined ? [] : [{ label: 'Above all rows', onSelect: () => move(TOP_SECTION) }];
  const children = [
    ...top,
    ...rows.map(({ row, index }) => ({ label: row?.title || `Row ${index + 1}`, onSelect: () => move(index) })),
  ];
  return children.length === 0 ? [] : [{ label: 'Move to row', icon: IconLayoutList, children: unique(children) }];
}

/** Entries are told apart by their names. */
function unique<Entry extends MenuAction>(entries: readonly Entry[]): Entry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const count = (seen.get(entry.label) ?? 0) + 1;
    seen.set(entry.label, count);
    return count === 1 ? entry : { ...entry, label: `${entry.label} (${count})` };
  });
}
