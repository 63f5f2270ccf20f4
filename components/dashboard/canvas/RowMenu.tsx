'use client';

import {
  IconArrowDown,
  IconArrowUp,
  IconClipboard,
  IconDotsVertical,
  IconPlus,
  IconSettings,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { ActionMenu, type MenuAction } from '@/components/ui/ActionMenu';
import { IconButton } from '@/components/ui/IconButton';
import { moveRow, removeRow } from '@/lib/dashboard/edit/rows';
import { useEditor } from '../editor/EditorContext';
import type { PlacedRow, PlacedSection } from '../repeats';
import { useCanvas } from './CanvasContext';
import { RowSettings } from './RowSettings';
import { usePanelActions } from './usePanelActions';

interface RowMenuProps {
  readonly section: PlacedSection;
  readonly row: PlacedRow;
  readonly title: string;
}

/** What can be done with a row in edit mode. */
export function RowMenu({ section, row, title }: RowMenuProps) {
  const [settings, setSettings] = useState(false);
  const groups = useRowGroups({ section, row, title }, () => setSettings(true));
  return (
    <>
      <ActionMenu groups={groups}>
        <IconButton icon={IconDotsVertical} label={`Menu of row ${title}`} size={24} />
      </ActionMenu>
      {settings ? <RowSettings row={row} onClose={() => setSettings(false)} /> : null}
    </>
  );
}

function useRowGroups({ section, row, title }: RowMenuProps, openSettings: () => void): () => MenuAction[][] {
  const { dashboard, edit } = useEditor();
  const { announce } = useCanvas();
  const panels = usePanelActions();
  const { index } = section;
  const first = dashboard.layout[0]?.type === 'grid' ? 1 : 0;
  const move = (to: number) => {
    edit('Move row', (known) => moveRow(known, row.id, to));
    announce(`Moved row ${title}`);
  };
  const remove = (kept: 'keep' | 'remove') => {
    edit('Remove row', (known) => removeRow(known, row.id, { panels: kept }));
    announce(`Removed row ${title}. Undo with Ctrl+Z.`);
  };
  return () => [
    [
      { label: 'Title and repetition…', icon: IconSettings, onSelect: openSettings },
      { label: 'Add panel', icon: IconPlus, onSelect: () => panels.add(undefined, row.id) },
      { label: 'Paste panel', icon: IconClipboard, onSelect: () => void panels.paste(row.id) },
    ],
    [
      { label: 'Move up', icon: IconArrowUp, disabled: index <= first, onSelect: () => move(index - 1) },
      {
        label: 'Move down',
        icon: IconArrowDown,
        disabled: index >= dashboard.layout.length - 1,
        onSelect: () => move(index + 1),
      },
    ],
    [
      { label: 'Remove row, keep panels', icon: IconTrash, onSelect: () => remove('keep') },
      { label: 'Remove row and panels', icon: IconTrash, tone: 'danger', onSelect: () => remove('remove') },
    ],
  ];
}
