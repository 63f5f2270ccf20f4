'use client';

import { IconClock, IconLayoutDashboard, IconPlus, IconStar, IconTrash, type TablerIcon } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { IconButton } from '@/components/ui/IconButton';
import type { SearchHit } from '@/lib/api/responses/library';
import { openNewFolder } from './dialogs';
import { FolderTree } from './FolderTree';
import { useLibraryScope } from './LibraryScope';
import classes from './sidebar.module.css';
import type { TagCount } from './tagCounts';

interface LibrarySidebarProps {
  /** All there are, for counts; undefined until known. */
  readonly all: readonly SearchHit[] | undefined;
  readonly tags: readonly TagCount[];
}

/** Where to look: all, starred, recent, the folders, tags, the trash. */
export function LibrarySidebar({ all, tags }: LibrarySidebarProps) {
  const { folder, state, mayEdit, mayStar, folders } = useLibraryScope();
  const router = useRouter();
  const atRoot = folder === undefined && state.view === 'all';
  return (
    <nav aria-label="Library" className={classes.sidebar}>
      <ul className={classes.views}>
        <ViewLink
          href="/dashboards"
          icon={IconLayoutDashboard}
          label="All"
          active={atRoot && !state.starred}
          count={all?.length}
        />
        {mayStar ? (
          <ViewLink
            href="/dashboards?starred=true"
            icon={IconStar}
            label="Starred"
            active={atRoot && state.starred}
            count={all?.filter(({ isStarred }) => isStarred).length}
          />
        ) : null}
        <ViewLink href="/dashboards?view=recent" icon={IconClock} label="Recent" active={state.view === 'recent'} />
        {mayEdit ? (
          <ViewLink
            href="/dashboards?view=deleted"
            icon={IconTrash}
            label="Recently deleted"
            active={state.view === 'deleted'}
          />
        ) : null}
      </ul>
      <div className={classes.heading}>
        <h2>Folders</h2>
        {mayEdit ? (
          <IconButton
            icon={IconPlus}
            label="New folder"
            onClick={() => openNewFolder(folders, undefined, ({ url }) => router.push(url))}
          />
        ) : null}
      </div>
      <FolderTree all={all ?? []} />
      {tags.length > 0 ? <TagList tags={tags} /> : null}
    </nav>
  );
}

interface ViewLinkProps {
  readonly href: string;
  readonly icon: TablerIcon;
  readonly label: string;
  readonly active: boolean;
  readonly count?: number | undefined;
}

function ViewLink({ href, icon: Icon, label, active, count }: ViewLinkProps) {
  return (
    <li>
      <Link href={href} className={classes.item} aria-current={active ? 'page' : undefined}>
        <Icon size={16} stroke={1.6} aria-hidden />
        <span className={classes.label}>{label}</span>
        {count === undefined ? null : <span className={classes.count}>{count}</span>}
      </Link>
    </li>
  );
}

const MAX_TAGS = 40;

function TagList({ tags }: { readonly tags: readonly TagCount[] }) {
  const { state, change } = useLibraryScope();
  const toggle = (tag: string) =>
    change({ tags: state.tags.includes(tag) ? state.tags.filter((known) => known !== tag) : [...state.tags, tag] });
  const rest = tags.length - MAX_TAGS;
  return (
    <>
      <div className={classes.heading}>
        <h2>Tags</h2>
      </div>
      <div className={classes.tags}>
        {tags.slice(0, MAX_TAGS).map(({ tag, count }) => (
          <button
            key={tag}
            type="button"
            className={classes.tag}
            aria-pressed={state.tags.includes(tag)}
            title={tag}
            onClick={() => toggle(tag)}
          >
            <span className={classes.tagName}>{tag}</span> <span className={classes.count}>{count}</span>
          </button>
        ))}
        {rest > 0 ? <span className={classes.count}>and {rest} more</span> : null}
      </div>
    </>
  );
}
