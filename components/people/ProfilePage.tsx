'use client';

import { TopBar } from '@/components/ui/TopBar';
import { DetailsSection } from './DetailsSection';
import { PasswordSection } from './PasswordSection';
import classes from './people.module.css';
import { TokensSection } from './TokensSection';

/** One's own account: name and email, password, API tokens. */
export function ProfilePage() {
  return (
    <>
      <TopBar title="Profile" />
      <main id="main" className={classes.page}>
        <DetailsSection />
        <PasswordSection />
        <TokensSection />
      </main>
    </>
  );
}
