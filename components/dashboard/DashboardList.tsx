'use client';

import { IconSearch } from '@tabler/icons-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { TopBar } from '@/components/ui/TopBar';
import { useNow } from '@/components/ui/useNow';
import { useUrlParams } from '@/components/ui/useUrlParams';
import { dashboardPath } from '@/lib/dashboard/dashboardPath';
import { ageText } from '@/lib/time/age';
import classes from './list.module.css';

export interface DashboardRow {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly updatedMs: number;
}

/** All dashboards, narrowed by words of the title or a tag; what is searched is in the address. */
export function DashboardList({ dashboards }: { readonly dashboards: readonly DashboardRow[] }) {
  const { params, replace } = useUrlParams();
  const search = params.get('query') ?? '';
  const found = useMemo(() => searchRows(dashboards, search), [dashboards, search]);
  const setSearch = (text: string) =>
    replace((query) => {
      const next = new URLSearchParams(query);
      if (text === '') next.delete('query');
      else next.set('query', text);
      return next;
    });
  return (
    <>
      <TopBar title="Dashboards" />
      <main id="main" className={classes.page}>
        <label className={classes.search}>
          <IconSearch size={15} aria-hidden />
          <input
            type="search"
            placeholder="Name or tag"
            aria-label="Search dashboards"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </label>
        <p className={classes.count} role="status">
          {found.length === dashboards.length
            ? `${found.length} dashboards`
            : `${found.length} of ${dashboards.length}`}
        </p>
        <ul className={classes.list}>
          {found.map((row) => (
            <DashboardItem key={row.uid} row={row} />
          ))}
        </ul>
        {found.length === 0 ? <p className={classes.none}>No dashboard has this in its name or tags.</p> : null}
      </main>
    </>
  );
}

function DashboardItem({ row }: { readonly row: DashboardRow }) {
  const now = useNow(60_000);
  return (
    <li>
      <Link href={dashboardPath(row)} className={classes.row}>
        <span className={classes.name}>{row.title}</span>
        <span className={classes.tags}>
          {row.tags.map((tag) => (
            <span key={tag} className={classes.tag}>
              {tag}
            </span>
          ))}
        </span>
        <span className={classes.changed}>{now === undefined ? '' : `changed ${ageText(row.updatedMs, now)}`}</span>
      </Link>
    </li>
  );
}

/** Rows that hold every word of the search in their title or tags. */
function searchRows(rows: readonly DashboardRow[], search: string): readonly DashboardRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ title, tags }) => {
    const text = `${title} ${tags.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
