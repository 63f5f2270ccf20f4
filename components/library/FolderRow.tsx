// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be those of an HTML table
'use client';

import { IconFolder } from '@tabler/icons-react';
import Link from 'next/link';
import { FolderMenu } from './FolderMenu';
import type { FolderNode } from './folderTree';
import { useLibraryScope } from './LibraryScope';
import classes from './list.module.css';

interface FolderRowProps {
  readonly node: FolderNode;
  /** Dashboards in it and below. */
  readonly count: number;
}

/** The cells of a folder in the folder that is shown. */
export function FolderRow({ node, count }: FolderRowProps) {
  const { mayEdit } = useLibraryScope();
  const { folder } = node;
  return (
    <>
      {mayEdit ? <span role="cell" className={classes.check} /> : null}
      <span role="cell" className={classes.name}>
        <IconFolder size={16} stroke={1.6} aria-hidden />
        <Link href={folder.url} className={classes.title} title={folder.title}>
          {folder.title}
        </Link>
      </span>
      <span role="cell" className={classes.folder} />
      <span role="cell" className={classes.tags} />
      <span role="cell" className={classes.changed}>
        {count === 1 ? '1 dashboard' : `${count} dashboards`}
      </span>
      <span role="cell" className={classes.end}>
        <FolderMenu folder={folder} count={count} />
      </span>
    </>
  );
}
