'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { ActionMenu } from '@/components/ui/ActionMenu';
import type { DataLink } from '@/lib/dashboard/dataLinks';
import styles from './valueLinks.module.css';

/** A link to another page of the app, or out of it. */
export function DataAnchor({
  link,
  className,
  children,
}: {
  readonly link: DataLink;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}) {
  const { href, title, newTab } = link;
  const target = newTab ? { target: '_blank', rel: 'noopener noreferrer' } : {};
  const label = children === undefined ? { 'aria-label': title } : {};
  return (
    <Link className={className} href={href} prefetch={false} title={title} {...label} {...target}>
      {children}
    </Link>
  );
}

/** Makes all of a value's box lead to its link, or to a menu of its links. Its parent is positioned. */
export function ValueLinks({ links }: { readonly links: readonly DataLink[] }) {
  const [only, second] = links;
  if (only === undefined) return null;
  if (second === undefined) return <DataAnchor link={only} className={styles['cover']} />;
  return (
    <LinkMenu links={links}>
      <button type="button" className={styles['cover']} aria-label={`${links.length} links`} />
    </LinkMenu>
  );
}

/** A text that leads to its link, or opens a menu of its links; as it is without any. */
export function LinkedText({
  links,
  children,
}: {
  readonly links: readonly DataLink[];
  readonly children: React.ReactElement | string;
}) {
  const [only, second] = links;
  if (only === undefined) return children;
  if (second === undefined) {
    return (
      <DataAnchor link={only} className={styles['text']}>
        {children}
      </DataAnchor>
    );
  }
  return (
    <LinkMenu links={links}>
      <button type="button" className={styles['text']} title={`${links.length} links`}>
        {children}
      </button>
    </LinkMenu>
  );
}

function LinkMenu({ links, children }: { readonly links: readonly DataLink[]; readonly children: ReactNode }) {
  return (
    <ActionMenu
      groups={() => [links.map(({ title, href, newTab }) => ({ label: title, href, newTab }))]}
      position="bottom-start"
    >
      {children}
    </ActionMenu>
  );
}
