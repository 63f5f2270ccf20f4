import type { Folder } from '@/lib/api/responses/library';

export interface FolderNode {
  readonly folder: Folder;
  /** 0 at the root. */
  readonly depth: number;
  readonly children: readonly FolderNode[];
}

/** The tree of a flat list, in the list's order. A folder whose parent is missing stands at the root. */
export function buildFolderTree(folders: readonly Folder[]): readonly FolderNode[] {
  const known = new Set(folders.map(({ uid }) => uid));
  const byParent = new Map<string, Folder[]>();
  for (const folder of folders) {
    const parent = known.has(folder.parentUid) ? folder.parentUid : '';
    byParent.set(parent, [...(byParent.get(parent) ?? []), folder]);
  }
  const nodesBelow = (parent: string, depth: number): FolderNode[] =>
    (byParent.get(parent) ?? []).map((folder) => ({ folder, depth, children: nodesBelow(folder.uid, depth + 1) }));
  return nodesBelow('', 0);
}

/** The folders above one, from the root down, itself included; empty when it is unknown. */
export function folderPath(folders: readonly Folder[], uid: string): readonly Folder[] {
  const path: Folder[] = [];
  for (let next = uid; next !== ''; ) {
    const folder = folders.find((known) => known.uid === next);
    if (folder === undefined || path.includes(folder)) break;
    path.unshift(folder);
    next = folder.parentUid;
  }
  return path;
}

/** The nodes of the tree as they are read, those below folders that are closed left out. */
export function visibleNodes(tree: readonly FolderNode[], isOpen: (uid: string) => boolean): readonly FolderNode[] {
  return tree.flatMap((node) => [node, ...(isOpen(node.folder.uid) ? visibleNodes(node.children, isOpen) : [])]);
}

/** Uids of a node and all below it. */
export function uidsBelow(node: FolderNode): readonly string[] {
  return [node.folder.uid, ...node.children.flatMap(uidsBelow)];
}

/** The node of a folder, wherever it is. */
export function findNode(tree: readonly FolderNode[], uid: string): FolderNode | undefined {
  for (const node of tree) {
    const found = node.folder.uid === uid ? node : findNode(node.children, uid);
    if (found !== undefined) return found;
  }
  return undefined;
}
