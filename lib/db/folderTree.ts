/** The tree of folders as a flat list; pure. A cycle, which the database does not rule out, ends every walk. */

export interface FolderNode {
  readonly uid: string;
  readonly parentUid: string | null;
}

/** The folders between the root and `uid`, outermost first, without itself. */
export function ancestorsOf<T extends FolderNode>(folders: readonly T[], uid: string): T[] {
  const byUid = new Map(folders.map((folder) => [folder.uid, folder]));
  const path: T[] = [];
  let next = byUid.get(uid)?.parentUid;
  while (next !== null && next !== undefined) {
    const parent = byUid.get(next);
    if (parent === undefined || path.includes(parent)) break;
    path.unshift(parent);
    next = parent.parentUid;
  }
  return path;
}

/** `uids` and every folder below them. */
export function subtreeOf(folders: readonly FolderNode[], uids: Iterable<string>): Set<string> {
  const children = groupByParent(folders);
  const found = new Set(uids);
  // A set may grow while it is walked, and takes each uid once.
  for (const uid of found) for (const child of children.get(uid) ?? []) found.add(child.uid);
  return found;
}

function groupByParent(folders: readonly FolderNode[]): Map<string | null, FolderNode[]> {
  const groups = new Map<string | null, FolderNode[]>();
  for (const folder of folders) {
    const group = groups.get(folder.parentUid);
    if (group === undefined) groups.set(folder.parentUid, [folder]);
    else group.push(folder);
  }
  return groups;
}

/** Levels of the tallest branch that starts at `uid`, itself included. */
export function heightOf(folders: readonly FolderNode[], uid: string): number {
  const below = subtreeOf(folders, [uid]);
  const own = ancestorsOf(folders, uid).length;
  return Math.max(...[...below].map((one) => ancestorsOf(folders, one).length - own + 1));
}
