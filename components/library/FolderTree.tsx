'use client';

import { IconChevronRight, IconFolder, IconFolderOpen } from '@tabler/icons-react';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import type { SearchHit } from '@/lib/api/responses/library';
import { FolderMenu } from './FolderMenu';
import { type FolderNode, findNode, uidsBelow, visibleNodes } from './folderTree';
import { useLibraryScope } from './LibraryScope';
import classes from './sidebar.module.css';

/** The tree of folders. The way to the folder that is shown is open; others open by their arrow. */
export function FolderTree({ all }: { readonly all: readonly SearchHit[] }) {
  const { tree, folder, mayEdit } = useLibraryScope();
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const counts = useMemo(() => countBelow(tree, all), [tree, all]);
  const way = useMemo(() => new Set(waysTo(tree, folder?.uid)), [tree, folder]);
  const isOpen = (uid: string) => toggled.get(uid) ?? way.has(uid);
  const nodes = visibleNodes(tree, isOpen);
  if (nodes.length === 0)
    return <p className={classes.none}>{mayEdit ? 'No folders yet. Make one with +.' : 'No folders yet.'}</p>;
  return (
    <ul className={classes.tree}>
      {nodes.map((node) => (
        <FolderItem
          key={node.folder.uid}
          node={node}
          count={counts.get(node.folder.uid) ?? 0}
          open={isOpen(node.folder.uid)}
          onToggle={(uid) => setToggled(new Map(toggled).set(uid, !isOpen(uid)))}
        />
      ))}
    </ul>
  );
}

interface FolderItemProps {
  readonly node: FolderNode;
  readonly count: number;
  readonly open: boolean;
  readonly onToggle: (uid: string) => void;
}

function FolderItem({ node, count, open, onToggle }: FolderItemProps) {
  const { folder } = useLibraryScope();
  const { uid, title, url } = node.folder;
  const Icon = open && node.children.length > 0 ? IconFolderOpen : IconFolder;
  return (
    <li className={classes.folder} style={{ paddingLeft: 4 + Math.min(node.depth, 8) * 14 }}>
      {node.children.length === 0 ? (
        <span className={classes.arrow} />
      ) : (
        <button
          type="button"
          className={classes.arrow}
          aria-expanded={open}
          aria-label={open ? `Close ${title}` : `Open ${title}`}
          onClick={() => onToggle(uid)}
        >
          <IconChevronRight size={14} stroke={1.8} aria-hidden />
        </button>
      )}
      <Link
        href={url}
        className={classes.item}
        title={title}
        prefetch={false}
        aria-current={folder?.uid === uid ? 'page' : undefined}
      >
        <Icon size={16} stroke={1.6} aria-hidden />
        <span className={classes.label}>{title}</span>
        <span className={classes.count}>{count}</span>
      </Link>
      <FolderMenu folder={node.folder} count={count} />
    </li>
  );
}

/** Dashboards in each folder and below it. */
export function countBelow(tree: readonly FolderNode[], all: readonly SearchHit[]): ReadonlyMap<string, number> {
  const direct = new Map<string, number>();
  for (const { folderUid } of all) direct.set(folderUid, (direct.get(folderUid) ?? 0) + 1);
  const counts = new Map<string, number>();
  for (const { folder } of visibleNodes(tree, () => true)) {
    const node = findNode(tree, folder.uid);
    const sum = node === undefined ? 0 : uidsBelow(node).reduce((total, uid) => total + (direct.get(uid) ?? 0), 0);
    counts.set(folder.uid, sum);
  }
  return counts;
}

/** The folders that lead to one, itself included. */
function waysTo(tree: readonly FolderNode[], uid: string | undefined): readonly string[] {
  if (uid === undefined) return [];
  return visibleNodes(tree, () => true)
    .filter((node) => uidsBelow(node).includes(uid))
    .map(({ folder }) => folder.uid);
}
