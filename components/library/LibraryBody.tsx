'use client';

import type { Virtualizer } from '@tanstack/react-virtual';
import Link from 'next/link';
import type { RefObject } from 'react';
import { Button } from '@/components/ui/Button';
import type { Folder, SearchHit } from '@/lib/api/responses/library';
import { EmptyLibrary } from './EmptyLibrary';
import { useLibraryScope } from './LibraryScope';
import { type LibraryRow, LibraryTable } from './LibraryTable';
import { LibraryToolbar } from './LibraryToolbar';
import classes from './library.module.css';
import { isFiltered } from './libraryUrl';
import { QuickAccess } from './QuickAccess';
import { SelectionBar } from './SelectionBar';
import type { FoundDashboards } from './useLibrary';

interface LibraryBodyProps {
  readonly rows: readonly LibraryRow[];
  readonly found: FoundDashboards;
  readonly all: readonly SearchHit[] | undefined;
  /** The folders down to the one that is shown. */
  readonly path: readonly Folder[];
  readonly onPlaces: () => void;
  readonly refs: {
    readonly search: RefObject<HTMLInputElement | null>;
    readonly scroller: RefObject<HTMLDivElement | null>;
  };
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
}

/** Toolbar and list, or why there is no list. */
export function LibraryBody({ rows, found, all, path, onPlaces, refs, virtualizer }: LibraryBodyProps) {
  const { state, folder, selected } = useLibraryScope();
  const chosen = (found.hits ?? []).filter(({ uid }) => selected.has(uid));
  const atRoot = folder === undefined && state.view === 'all' && !isFiltered(state);
  return (
    <>
      {path.length === 0 ? null : <Breadcrumb path={path} />}
      {chosen.length > 0 ? <SelectionBar hits={chosen} /> : <LibraryToolbar search={refs.search} onPlaces={onPlaces} />}
      {atRoot && all !== undefined ? <QuickAccess all={all} /> : null}
      <p className={classes.count} role="status">
        {found.hits === undefined ? 'Loading…' : listTitle(state.view, found.hits.length)}
      </p>
      {found.error === null ? null : <ListFailure message={found.error.message} onRetry={found.retry} />}
      {found.hits === undefined && found.error === null ? <ListSkeleton /> : null}
      {found.hits !== undefined && rows.length === 0 ? <EmptyLibrary /> : null}
      {rows.length > 0 ? <LibraryTable rows={rows} virtualizer={virtualizer} scroller={refs.scroller} /> : null}
    </>
  );
}

function listTitle(view: string, count: number): string {
  const what = count === 1 ? 'dashboard' : 'dashboards';
  if (view === 'deleted') return `${count} deleted ${what}, kept for 30 days`;
  return view === 'recent' ? `${count} ${what} opened on this device` : `${count} ${what}`;
}

/** On the phone, where the bar has room for the last step only. */
function Breadcrumb({ path }: { readonly path: readonly Folder[] }) {
  return (
    <nav aria-label="Folders above" className={classes.breadcrumb}>
      <Link href="/dashboards">Dashboards</Link>
      {path.slice(0, -1).map(({ uid, url, title }) => (
        <Link key={uid} href={url}>
          {title}
        </Link>
      ))}
    </nav>
  );
}

function ListFailure({ message, onRetry }: { readonly message: string; readonly onRetry: () => void }) {
  return (
    <div className={classes.failure} role="alert">
      <p>The list could not be loaded: {message}</p>
      <Button onClick={onRetry}>Retry</Button>
    </div>
  );
}

const SKELETON_ROWS = 8;

function ListSkeleton() {
  return (
    <div className={classes.skeleton} aria-hidden>
      {Array.from({ length: SKELETON_ROWS }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same
        <span key={index} />
      ))}
    </div>
  );
}
