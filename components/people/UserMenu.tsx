'use client';

import { IconKey, IconLogin2, IconLogout, IconUser, IconUsers } from '@tabler/icons-react';
import Link from 'next/link';
import railClasses from '@/components/shell/rail.module.css';
import { toastFailure } from '@/components/shell/toasts';
import { useVisitor } from '@/components/shell/VisitorContext';
import { ActionMenu, type MenuAction } from '@/components/ui/ActionMenu';
import { signOut } from '@/lib/api/people';
import { hasRole, type Visitor } from '@/lib/api/visitor';
import { enterAt } from './enterAt';
import classes from './userMenu.module.css';
import { useSignInAddress } from './useSignInAddress';

interface UserMenuProps {
  /** Without words beside the icon. */
  readonly compact: boolean;
}

/** At the foot of the rail: who is signed in and what is theirs, or the way in. */
export function UserMenu({ compact }: UserMenuProps) {
  const visitor = useVisitor();
  const signInAddress = useSignInAddress();
  if (visitor.userId === null) {
    return (
      <Link
        href={signInAddress}
        className={railClasses.link}
        aria-label={compact ? 'Sign in' : undefined}
        title={compact ? 'Sign in' : undefined}
      >
        <IconLogin2 size={20} stroke={1.6} aria-hidden />
        {compact ? null : <span>Sign in</span>}
      </Link>
    );
  }
  const shown = visitor.name || visitor.login;
  return (
    <ActionMenu groups={() => entries(visitor)} position="top-start">
      <button
        type="button"
        className={railClasses.link}
        aria-label={`${shown}, ${visitor.role}: account`}
        title={compact ? `${shown}, ${visitor.role}` : undefined}
      >
        <span className={classes.initial} aria-hidden>
          {[...shown][0]?.toUpperCase()}
        </span>
        {compact ? null : (
          <span className={classes.who}>
            <span>{shown}</span>
            <span className={classes.role}>{visitor.role}</span>
          </span>
        )}
      </button>
    </ActionMenu>
  );
}

function entries(visitor: Visitor): readonly (readonly MenuAction[])[] {
  const own: MenuAction[] = [
    { label: 'Profile', icon: IconUser, href: '/profile' },
    { label: 'API tokens', icon: IconKey, href: '/profile#tokens' },
  ];
  if (hasRole(visitor, 'Admin')) own.push({ label: 'Users', icon: IconUsers, href: '/users' });
  return [own, [{ label: 'Sign out', icon: IconLogout, onSelect: leave }]];
}

function leave(): void {
  signOut().then(
    () => enterAt('/'),
    (error: unknown) => toastFailure('You are still signed in', error),
  );
}
