'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from '@/components/shell/Logo';
import { ButtonLink } from '@/components/ui/Button';
import { ChoosePasswordForm } from './ChoosePasswordForm';
import classes from './people.module.css';
import { SignInForm } from './SignInForm';

/** A one-time link somebody came with: good and whose, or spent. */
export type Invitation = { readonly token: string; readonly login: string } | 'spent';

interface SignInPageProps {
  readonly invitation: Invitation | undefined;
  /** Where to go afterwards: a path of our own. */
  readonly redirectTo: string;
  /** Whether there is something to see without an account. */
  readonly mayLookAround: boolean;
}

/** The way in: user name and password, or a one-time link with which a password is chosen. */
export function SignInPage({ invitation, redirectTo, mayLookAround }: SignInPageProps) {
  if (invitation === 'spent') {
    return (
      <Frame title="This link does not work any more">
        <p className={classes.lead}>
          It was used already, or its 24 hours have passed. Ask an administrator for another; if there is none yet,
          restart Belvedere and use the link it prints.
        </p>
        <div className={classes.actions}>
          <ButtonLink href="/login" variant="primary">
            Sign in
          </ButtonLink>
        </div>
      </Frame>
    );
  }
  if (invitation !== undefined) {
    return (
      <Frame title="Choose your password">
        <p className={classes.lead}>
          You sign in as <strong>{invitation.login}</strong>.
        </p>
        <ChoosePasswordForm {...invitation} redirectTo={redirectTo} />
      </Frame>
    );
  }
  return (
    <Frame title="Sign in">
      <SignInForm redirectTo={redirectTo} />
      {mayLookAround ? (
        <p className={classes.lead}>
          Dashboards can be viewed without an account.{' '}
          <Link href="/" className={classes.textLink}>
            Look around
          </Link>
        </p>
      ) : null}
    </Frame>
  );
}

function Frame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main id="main" className={classes.signIn} data-sign-in>
      <div className={classes.signInCard}>
        <span className={classes.brand}>
          <Logo />
          Belvedere
        </span>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
