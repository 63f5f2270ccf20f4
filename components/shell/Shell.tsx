'use client';

import { Drawer } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { UserMenu } from '@/components/people/UserMenu';
import { NavigationContext } from '@/components/ui/NavigationContext';
import { CommandMenu } from './CommandMenu';
import { RAIL_COOKIE, rememberPreference } from './preferences';
import { Rail, SearchButton, ThemeButton } from './Rail';
import { RailLinks } from './RailLinks';
import railClasses from './rail.module.css';
import { ShortcutHelp } from './ShortcutHelp';
import classes from './shell.module.css';

interface ShellProps {
  readonly railOpen: boolean;
  readonly children: ReactNode;
}

/** The frame of every page: the rail (a drawer on the phone) and the page beside it. */
export function Shell({ railOpen, children }: ShellProps) {
  const [open, setOpen] = useState(railOpen);
  const [drawer, setDrawer] = useState(false);
  const toggle = () => {
    setOpen(!open);
    rememberPreference(RAIL_COOKIE, open ? 'closed' : 'open');
  };
  return (
    <NavigationContext value={{ openNavigation: () => setDrawer(true) }}>
      <a href="#main" className={classes.skip}>
        Skip to content
      </a>
      <div className={classes.shell}>
        <Rail open={open} onToggle={toggle} />
        <div className={classes.page}>{children}</div>
      </div>
      <CommandMenu />
      <ShortcutHelp />
      <Drawer
        opened={drawer}
        onClose={() => setDrawer(false)}
        size={264}
        title="Belvedere"
        closeButtonProps={{ 'aria-label': 'Close navigation' }}
        styles={{ content: { background: 'var(--panel)' }, header: { background: 'var(--panel)' } }}
      >
        <nav className={railClasses.drawer} aria-label="Main">
          <RailLinks compact={false} onNavigate={() => setDrawer(false)} />
          <SearchButton compact={false} />
          <ThemeButton compact={false} />
          <UserMenu compact={false} />
        </nav>
      </Drawer>
    </NavigationContext>
  );
}
