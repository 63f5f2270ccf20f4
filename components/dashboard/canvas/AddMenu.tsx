'use client';

import { IconChevronDown, IconClipboard, IconLayoutRows, IconPlus, IconTypography } from '@tabler/icons-react';
import { ActionMenu } from '@/components/ui/ActionMenu';
import { Button } from '@/components/ui/Button';
import classes from './editBar.module.css';
import { useAddRow } from './useAddRow';
import { usePanelActions } from './usePanelActions';

/** What can be put on a dashboard. */
export function AddMenu() {
  const panels = usePanelActions();
  const addRow = useAddRow();
  return (
    <ActionMenu
      position="bottom-start"
      groups={() => [
        [
          { label: 'Panel', icon: IconPlus, onSelect: () => panels.add() },
          { label: 'Text', icon: IconTypography, onSelect: () => panels.add('text') },
          { label: 'Row', icon: IconLayoutRows, onSelect: addRow },
        ],
        [{ label: 'Paste panel', icon: IconClipboard, keys: ['Ctrl+V'], onSelect: () => void panels.paste() }],
      ]}
    >
      <Button aria-label="Add to the dashboard">
        <IconPlus size={15} aria-hidden />
        <span className={classes.word}>Add</span>
        <IconChevronDown size={14} aria-hidden />
      </Button>
    </ActionMenu>
  );
}
