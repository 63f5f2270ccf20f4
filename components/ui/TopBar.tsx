'use client';

import { IconChevronRight, IconMenu2 } from '@tabler/icons-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { IconButton } from './IconButton';
import { useNavigation } from './NavigationContext';
import classes from './topBar.module.css';

interface TopBarProps {
  readonly parents?: readonly { readonly href: string; readonly label: string }[];
  readonly title: string;
  /** In place of the title, where it can be changed. */
  readonly titleField?: ReactNode;
  /** Beside the title. */
  readonly badge?: ReactNode;
  /** Controls at the right. */
  readonly children?: ReactNode;
}

/** The bar on top of a page: where we are, and the page's controls. */
export function TopBar({ parents = [], title, titleField, badge, children }: TopBarProps) {
  const { openNavigation } = useNavigation();
  return (
    <header className={classes.bar}>
      <span className={classes.menu}>
        <IconButton icon={IconMenu2} label="Open navigation" size={36} onClick={openNavigation} />
      </span>
      <nav aria-label="Breadcrumb">
        <ol className={classes.crumbs}>
          {parents.map(({ href, label }) => (
            <li key={href}>
              <Link href={href}>{label}</Link>
              <IconChevronRight size={14} aria-hidden />
            </li>
          ))}
          <li>
            {titleField === undefined ? (
              <h1 className={classes.title} title={title}>
                {title}
              </h1>
            ) : (
              titleField
            )}
          </li>
        </ol>
      </nav>
      {badge}
      <div className={classes.actions}>{children}</div>
    </header>
  );
}
