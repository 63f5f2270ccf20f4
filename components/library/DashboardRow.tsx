// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be those of an HTML table
'use client';

import { Checkbox } from '@mantine/core';
import { IconFolder, IconLayoutDashboard } from '@tabler/icons-react';
import Link from 'next/link';
import type { SearchHit } from '@/lib/api/responses/library';
import { ageText } from '@/lib/time/age';
import { useLibraryScope } from './LibraryScope';
import classes from './list.module.css';
import { RowMenu } from './RowMenu';
import { StarButton } from './StarButton';

interface DashboardRowProps {
  readonly hit: SearchHit;
  /** undefined until the page runs in the browser. */
  readonly nowMs: number | undefined;
}

/** The cells of one dashboard. */
export function DashboardRow({ hit, nowMs }: DashboardRowProps) {
  const { mayEdit, mayStar, selected, select, dashboards } = useLibraryScope();
  return (
    <>
      {mayEdit ? (
        <span role="cell" className={classes.check}>
          <Checkbox
            size="xs"
            aria-label={`Select ${hit.title}`}
            checked={selected.has(hit.uid)}
            onChange={(event) => select([hit.uid], event.currentTarget.checked)}
          />
        </span>
      ) : null}
      <span role="cell" className={classes.name}>
        <IconLayoutDashboard size={16} stroke={1.6} aria-hidden />
        {hit.isDeleted ? (
          <span className={classes.title} title={hit.title}>
            {hit.title}
          </span>
        ) : (
          <Link href={hit.url} className={classes.title} title={hit.title} prefetch={false}>
            {hit.title}
          </Link>
        )}
      </span>
      <span role="cell" className={classes.folder}>
        {hit.folderTitle === '' ? null : (
          <Link href={hit.folderUrl} prefetch={false} title={hit.folderTitle}>
            <IconFolder size={14} stroke={1.6} aria-hidden />
            <span>{hit.folderTitle}</span>
          </Link>
        )}
      </span>
      <RowTags tags={hit.tags} />
      <ChangedCell hit={hit} nowMs={nowMs} />
      <span role="cell" className={classes.end}>
        {mayStar && !hit.isDeleted ? (
          <StarButton
            title={hit.title}
            starred={hit.isStarred}
            onChange={(starred) => void dashboards.setStar(hit, starred)}
          />
        ) : null}
        <RowMenu hit={hit} />
      </span>
    </>
  );
}

function RowTags({ tags }: { readonly tags: readonly string[] }) {
  const { state, change } = useLibraryScope();
  return (
    <span role="cell" className={classes.tags}>
      {[...new Set(tags)].map((tag) => (
        <button
          key={tag}
          type="button"
          className={classes.tag}
          title={`Only dashboards tagged ${tag}`}
          onClick={() => change({ tags: [...new Set([...state.tags, tag])] })}
        >
          {tag}
        </button>
      ))}
    </span>
  );
}

function ChangedCell({ hit, nowMs }: DashboardRowProps) {
  const timeMs = Date.parse(hit.deleted ?? hit.updated);
  const until = hit.permanentlyDeleteDate === undefined ? '' : `, kept until ${dayText(hit.permanentlyDeleteDate)}`;
  return (
    <span role="cell" className={classes.changed} title={`${new Date(timeMs).toLocaleString()}${until}`}>
      {nowMs === undefined ? '' : ageText(timeMs, nowMs)}
    </span>
  );
}

function dayText(iso: string): string {
  return new Date(iso).toLocaleDateString(undefined, { dateStyle: 'medium' });
}
