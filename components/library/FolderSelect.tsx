'use client';

import { Select } from '@mantine/core';
import { type FolderNode, uidsBelow, visibleNodes } from './folderTree';

interface FolderSelectProps {
  readonly label: string;
  readonly tree: readonly FolderNode[];
  /** '' for the root. */
  readonly value: string;
  readonly onChange: (uid: string) => void;
  /** This folder and those below it cannot be chosen. */
  readonly without?: string;
}

/** Mantine takes an empty value for none. */
const ROOT = '/';

/** Chooses a folder by typing a part of its name. */
export function FolderSelect({ label, tree, value, onChange, without }: FolderSelectProps) {
  const nodes = visibleNodes(tree, () => true);
  const hidden = new Set(nodes.filter(({ folder }) => folder.uid === without).flatMap(uidsBelow));
  const options = nodes
    .filter(({ folder }) => !hidden.has(folder.uid))
    .map(({ folder, depth }) => ({ value: folder.uid, label: `${'\u2003'.repeat(depth)}${folder.title}` }));
  return (
    <Select
      label={label}
      data={[{ value: ROOT, label: 'Dashboards (no folder)' }, ...options]}
      value={value === '' ? ROOT : value}
      onChange={(chosen) => onChange(chosen === ROOT || chosen === null ? '' : chosen)}
      allowDeselect={false}
      searchable
      nothingFoundMessage="No such folder"
      limit={200}
    />
  );
}
