'use client';

import { IconClock, IconStarFilled } from '@tabler/icons-react';
import Link from 'next/link';
import { useRecents } from '@/components/shell/recents';
import { useNow } from '@/components/ui/useNow';
import type { SearchHit } from '@/lib/api/responses/library';
import { ageText } from '@/lib/time/age';
import classes from './library.module.css';

const MAX_CARDS = 6;

/** The starred dashboards, then those opened last, above the list of all. */
export function QuickAccess({ all }: { readonly all: readonly SearchHit[] }) {
  const recents = useRecents();
  const nowMs = useNow(60_000);
  const openedMs = new Map(recents.map((recent) => [recent.uid, recent.openedMs]));
  const starred = all.filter(({ isStarred }) => isStarred);
  const opened = recents.flatMap(({ uid }) => all.filter((hit) => hit.uid === uid && !hit.isStarred));
  const cards = [...starred, ...opened].slice(0, MAX_CARDS);
  if (cards.length === 0) return null;
  return (
    <ul className={classes.cards} aria-label="Starred and recent">
      {cards.map(({ uid, title, url, isStarred, folderTitle }) => {
        const opened = openedMs.get(uid);
        const age = opened === undefined || nowMs === undefined ? '' : `opened ${ageText(opened, nowMs)}`;
        return (
          <li key={uid}>
            <Link href={url} className={classes.card} prefetch={false} title={title}>
              <span className={classes.cardTitle}>
                <span>{title}</span>
                {isStarred ? (
                  <IconStarFilled size={14} className={classes.cardStar} aria-label="Starred" />
                ) : (
                  <IconClock size={14} stroke={1.6} aria-label="Recent" />
                )}
              </span>
              <span className={classes.cardDetail}>
                {[folderTitle, age].filter(Boolean).join(' · ') || 'No folder'}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
