'use client';

import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { listFolders } from '@/lib/api/library';
import type { Folder } from '@/lib/api/responses/library';

/** Mantine takes '' for nothing chosen. */
const ROOT = '/';
const MAX_DEPTH = 20;

export interface ChosenFolder {
  readonly uid: string;
  readonly title: string;
}

interface FolderSelectProps {
  /** '' for the root. */
  readonly value: string;
  readonly onChange: (folder: ChosenFolder) => void;
}

/** Where a dashboard is stored: a folder, by its path, or none. */
export function FolderSelect({ value, onChange }: FolderSelectProps) {
  const { data, isError } = useQuery({ queryKey: ['folders'], queryFn: ({ signal }) => listFolders({ signal }) });
  const folders = useMemo(() => data ?? [], [data]);
  const choices = useMemo(() => folderChoices(folders), [folders]);
  return (
    <Select
      label="Folder"
      data={choices}
      value={value === '' ? ROOT : value}
      onChange={(uid) => onChange({ uid: uid === ROOT || uid === null ? '' : uid, title: titleOf(folders, uid) })}
      allowDeselect={false}
      searchable={choices.length > 8}
      error={isError ? 'The folders cannot be listed; it is saved outside of folders.' : undefined}
      comboboxProps={{ withinPortal: true }}
    />
  );
}

function titleOf(folders: readonly Folder[], uid: string | null): string {
  return folders.find((folder) => folder.uid === uid)?.title ?? '';
}

function folderChoices(folders: readonly Folder[]): { value: string; label: string }[] {
  const byUid = new Map(folders.map((folder) => [folder.uid, folder]));
  const pathOf = (folder: Folder, depth = 0): string => {
    const parent = depth < MAX_DEPTH ? byUid.get(folder.parentUid) : undefined;
    return parent === undefined ? folder.title : `${pathOf(parent, depth + 1)} / ${folder.title}`;
  };
  const paths = folders.map((folder) => ({ value: folder.uid, label: pathOf(folder) }));
  paths.sort((a, b) => a.label.localeCompare(b.label));
  return [{ value: ROOT, label: 'Dashboards (no folder)' }, ...paths];
}
