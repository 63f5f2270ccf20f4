'use client';

import type { ReactNode } from 'react';
import { Button, ButtonLink } from '@/components/ui/Button';
import { type LibraryScope, useLibraryScope } from './LibraryScope';
import classes from './library.module.css';
import { isFiltered } from './libraryUrl';

interface Emptiness {
  readonly title: string;
  readonly detail: string;
  readonly action?: ReactNode;
}

/** Why the list is empty, and what to do next. */
export function EmptyLibrary() {
  const { title, detail, action } = explain(useLibraryScope());
  return (
    <div className={classes.empty} role="status">
      <p className={classes.emptyTitle}>{title}</p>
      <p>{detail}</p>
      <div className={classes.emptyActions}>{action}</div>
    </div>
  );
}

function explain({ state, change, folder, mayEdit }: LibraryScope): Emptiness {
  if (state.starred && state.query.trim() === '' && state.tags.length === 0)
    return {
      title: 'No starred dashboards',
      detail: 'Star a dashboard in the list or in its bar to find it here.',
      action: <ButtonLink href="/dashboards">Show all dashboards</ButtonLink>,
    };
  if (isFiltered(state))
    return {
      title: 'Nothing matches',
      detail: `No dashboard ${folder === undefined ? '' : `in “${folder.title}” `}has all of these words and tags.`,
      action: <Button onClick={() => change({ query: '', tags: [], starred: false })}>Clear the search</Button>,
    };
  if (state.view === 'deleted')
    return { title: 'Nothing was deleted', detail: 'Deleted dashboards stay here for 30 days.' };
  if (state.view === 'recent')
    return {
      title: 'No recent dashboards',
      detail: 'What you open on this device is listed here.',
      action: <ButtonLink href="/dashboards">Show all dashboards</ButtonLink>,
    };
  const place = folder === undefined ? '' : `?folderUid=${encodeURIComponent(folder.uid)}`;
  const start = (
    <>
      <ButtonLink href={`/dashboard/new${place}`} variant="primary">
        New dashboard
      </ButtonLink>
      <ButtonLink href={`/dashboard/import${place}`}>Import</ButtonLink>
    </>
  );
  return {
    title: folder === undefined ? 'No dashboards yet' : 'This folder is empty',
    detail: mayEdit ? 'Build one, or import JSON from Grafana.' : 'Somebody with the role Editor can add dashboards.',
    ...(mayEdit ? { action: start } : {}),
  };
}
