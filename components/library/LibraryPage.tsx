'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { useShortcutGroups } from '@/components/shell/shortcutGroups';
import { MessagePage } from '@/components/ui/MessagePage';
import { Sheet } from '@/components/ui/Sheet';
import { TopBar } from '@/components/ui/TopBar';
import type { SearchHit } from '@/lib/api/responses/library';
import { countBelow } from './FolderTree';
import { type FolderNode, findNode, folderPath } from './folderTree';
import { LibraryActions } from './LibraryActions';
import { LibraryBody } from './LibraryBody';
import { LibraryContext, type LibraryScope } from './LibraryScope';
import { LibrarySidebar } from './LibrarySidebar';
import { type LibraryRow, ROW_PX } from './LibraryTable';
import classes from './library.module.css';
import { isFiltered } from './libraryUrl';
import { countTags } from './tagCounts';
import { useAllDashboards, useFolders, useFoundDashboards } from './useLibrary';
import { useLibraryScopeOf } from './useLibraryScopeOf';
import { LIST_SHORTCUTS, useListKeys } from './useListKeys';

interface LibraryPageProps {
  /** Undefined for all dashboards. */
  readonly folderUid?: string;
}

/** The library: where dashboards are found and kept in order. */
export function LibraryPage({ folderUid }: LibraryPageProps) {
  const { folders, loaded } = useFolders();
  const path = useMemo(() => (folderUid === undefined ? [] : folderPath(folders, folderUid)), [folders, folderUid]);
  const scope = useLibraryScopeOf(folders, path.at(-1));
  const all = useAllDashboards();
  const found = useFoundDashboards(scope.state, folderUid);
  const rows = useRows(scope, found.hits, all);
  const [places, setPlaces] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const main = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const onKeyDown = useListKeys({ search, list: main, count: rows.length, virtualizer });
  useShortcutGroups(LIST_SHORTCUTS);
  const tags = useMemo(() => countTags(found.hits ?? []), [found.hits]);
  if (folderUid !== undefined && loaded && path.length === 0) return <NoFolder />;
  const sidebar = <LibrarySidebar all={all} tags={tags} />;
  const [title, ...above] = ['Dashboards', ...path.map((folder) => folder.title)].reverse();
  const parents = [
    { href: '/dashboards', label: 'Dashboards' },
    ...path.map(({ url, title: label }) => ({ href: url, label })),
  ];
  return (
    <LibraryContext value={scope}>
      <TopBar title={title ?? 'Dashboards'} parents={above.length === 0 ? [] : parents.slice(0, -1)}>
        <LibraryActions />
      </TopBar>
      <div className={classes.layout}>
        <aside className={classes.aside}>{sidebar}</aside>
        <main id="main" ref={main} className={classes.main} onKeyDown={onKeyDown}>
          <LibraryBody
            rows={rows}
            found={found}
            all={all}
            path={path}
            onPlaces={() => setPlaces(true)}
            refs={{ search, scroller }}
            virtualizer={virtualizer}
          />
        </main>
      </div>
      <Sheet title="Folders and tags" opened={places} onClose={() => setPlaces(false)}>
        {sidebar}
      </Sheet>
    </LibraryContext>
  );
}

/** Sub-folders of the folder that is shown, unless something is searched, then the dashboards. */
function useRows(
  { folder, tree, state }: LibraryScope,
  hits: readonly SearchHit[] | undefined,
  all: readonly SearchHit[] | undefined,
): readonly LibraryRow[] {
  return useMemo(() => {
    const counts = countBelow(tree, all ?? []);
    const below: readonly FolderNode[] =
      folder === undefined || isFiltered(state) ? [] : (findNode(tree, folder.uid)?.children ?? []);
    return [
      ...below.map((node): LibraryRow => ({ type: 'folder', node, count: counts.get(node.folder.uid) ?? 0 })),
      ...(hits ?? []).map((hit): LibraryRow => ({ type: 'dashboard', hit })),
    ];
  }, [folder, tree, state, hits, all]);
}

function NoFolder() {
  return (
    <MessagePage
      title="This folder does not exist"
      detail="It was deleted, or the address is not complete."
      links={[{ href: '/dashboards', label: 'Show all dashboards' }]}
    />
  );
}
