'use client';

import { Select } from '@mantine/core';
import { useMemo } from 'react';
import type { Folder } from '@/lib/api/responses/library';
import { folderPath } from './folderTree';
import { useFolders } from './useLibrary';

export interface ChosenFolder {
  /** '' for the root. */
  readonly uid: string;
  readonly title: string;
}

interface FolderSelectProps {
  /** '' for the root. */
  readonly value: string;
  readonly onChange: (folder: ChosenFolder) => void;
  /** This folder and those below it cannot be chosen. */
  readonly without?: string;
}

/** Mantine takes an empty value for none. */
const ROOT = '/';
const ROOT_NAME = 'Dashboards (no folder)';

/** Chooses a folder by its path, by typing a part of it, or none. */
export function FolderSelect({ value, onChange, without }: FolderSelectProps) {
  const { folders, failed } = useFolders();
  const choices = useMemo(() => folderChoices(folders, without), [folders, without]);
  const titleOf = (uid: string) => folders.find((folder) => folder.uid === uid)?.title ?? '';
  return (
    <Select
      label="Folder"
      data={[...choices]}
      value={value === '' ? ROOT : value}
      onChange={(uid) => onChange(uid === null || uid === ROOT ? { uid: '', title: '' } : { uid, title: titleOf(uid) })}
      allowDeselect={false}
      searchable
      nothingFoundMessage="No such folder"
      limit={200}
      error={failed ? 'The folders cannot be listed now.' : undefined}
    />
  );
}

function folderChoices(folders: readonly Folder[], without: string | undefined) {
  const paths = folders
    .map(({ uid }) => ({ value: uid, path: folderPath(folders, uid) }))
    .filter(({ path }) => path.every(({ uid }) => uid !== without))
    .map(({ value, path }) => ({ value, label: path.map(({ title }) => title).join(' / ') }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return [{ value: ROOT, label: ROOT_NAME }, ...paths];
}
