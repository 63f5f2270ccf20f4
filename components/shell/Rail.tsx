'use client';

import { spotlight } from '@mantine/spotlight';
import {
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconMoon,
  IconSearch,
  IconSun,
} from '@tabler/icons-react';
import Link from 'next/link';
import { UserMenu } from '@/components/people/UserMenu';
import { useTheme } from '@/components/ui/useTheme';
import { Logo } from './Logo';
import { RailLinks } from './RailLinks';
import classes from './rail.module.css';

interface RailProps {
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** The left rail: 56 px with icons, 220 px with names. */
export function Rail({ open, onToggle }: RailProps) {
  const Icon = open ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand;
  const label = open ? 'Narrow the navigation' : 'Widen the navigation';
  return (
    <nav className={classes.rail} data-open={open} aria-label="Main">
      <Link href="/" className={classes.logo} aria-label="Belvedere, home">
        <Logo />
        {open ? <span className={classes.name}>Belvedere</span> : null}
      </Link>
      <RailLinks compact={!open} />
      <div className={classes.foot}>
        <SearchButton compact={!open} />
        <ThemeButton compact={!open} />
        <button type="button" className={classes.link} aria-label={label} title={label} onClick={onToggle}>
          <Icon size={20} stroke={1.6} aria-hidden />
          {open ? <span>Narrow</span> : null}
        </button>
        <UserMenu compact={!open} />
      </div>
    </nav>
  );
}

/** Opens the command menu. */
export function SearchButton({ compact }: { readonly compact: boolean }) {
  return (
    <button
      type="button"
      className={classes.link}
      aria-label="Search"
      title="Search (Ctrl+K)"
      onClick={() => spotlight.open()}
    >
      <IconSearch size={20} stroke={1.6} aria-hidden />
      {compact ? null : <span>Search</span>}
      {compact ? null : <kbd className={classes.key}>Ctrl+K</kbd>}
    </button>
  );
}

/** Turns to the other theme; its name says which one that is. */
export function ThemeButton({ compact }: { readonly compact: boolean }) {
  const { theme, toggle } = useTheme();
  const Icon = theme === 'dark' ? IconSun : IconMoon;
  const label = theme === 'dark' ? 'Light theme' : 'Dark theme';
  return (
    <button
      type="button"
      className={classes.link}
      aria-label={label}
      title={compact ? label : undefined}
      onClick={toggle}
    >
      <Icon size={20} stroke={1.6} aria-hidden />
      {compact ? null : <span>{label}</span>}
    </button>
  );
}
