'use client';

import { useDebouncedValue } from '@mantine/hooks';
import {
  IconBrightness,
  IconFileImport,
  IconFolder,
  IconHistory,
  IconKeyboard,
  IconLayoutDashboard,
  IconLogin,
  IconLogout,
  IconPlus,
  IconSunMoon,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTheme } from '@/components/ui/useTheme';
import { searchLibrary } from '@/lib/api/library';
import { signOut } from '@/lib/api/people';
import type { SearchHit } from '@/lib/api/responses/library';
import { hasRole } from '@/lib/api/visitor';
import { dashboardPath } from '@/lib/dashboard/dashboardPath';
import type { Command, CommandGroup } from './commands';
import { DESTINATIONS } from './destinations';
import { useRecents } from './recents';
import { openShortcutHelp } from './shortcutGroups';
import { toastFailure } from './toasts';
import { useVisitor } from './VisitorContext';

const MAX_HITS = 12;
const MAX_RECENTS = 5;

interface Commands {
  readonly groups: readonly CommandGroup[];
  readonly searching: boolean;
  readonly failure: string | undefined;
}

/** What the command menu offers for `query`: recents, then what the server finds, pages and actions. */
export function useCommands(query: string, opened: boolean): Commands {
  const [wanted] = useDebouncedValue(query.trim(), 120);
  const { data, error, isFetching } = useQuery({
    queryKey: ['library', 'commands', wanted],
    queryFn: ({ signal }) => searchLibrary({ query: wanted, limit: MAX_HITS }, { signal }),
    enabled: opened && wanted !== '',
    placeholderData: keepPreviousData,
  });
  const recents = useRecentCommands();
  const actions = useActionCommands();
  const hits = wanted === '' || query.trim() === '' ? [] : (data ?? []);
  const groups = [
    { name: 'Recent', commands: recents.filter(({ id }) => !hits.some(({ uid }) => id === `recent ${uid}`)) },
    { name: 'Dashboards', commands: hits.filter(({ type }) => type === 'dash-db').map(hitCommand) },
    { name: 'Folders', commands: hits.filter(({ type }) => type === 'dash-folder').map(hitCommand) },
    { name: 'Pages', commands: PAGES },
    { name: 'Actions', commands: actions },
  ];
  return { groups, searching: isFetching || wanted !== query.trim(), failure: error?.message };
}

const PAGES: readonly Command[] = DESTINATIONS.map(({ href, label, icon }) => ({ id: href, label, icon, run: href }));

function hitCommand({ type, uid, title, url, folderTitle }: SearchHit): Command {
  const icon = type === 'dash-folder' ? IconFolder : IconLayoutDashboard;
  const detail = folderTitle === '' ? {} : { detail: folderTitle };
  return { id: `${type} ${uid}`, label: title, icon, run: url, found: true, ...detail };
}

function useRecentCommands(): readonly Command[] {
  return useRecents()
    .slice(0, MAX_RECENTS)
    .map(({ uid, title }) => ({
      id: `recent ${uid}`,
      label: title,
      icon: IconHistory,
      run: dashboardPath({ uid, title }),
    }));
}

function useActionCommands(): readonly Command[] {
  const { theme, toggle, followsSystem, followSystem } = useTheme();
  const visitor = useVisitor();
  const mayEdit = hasRole(visitor, 'Editor');
  const editing: readonly Command[] = [
    { id: 'new', label: 'New dashboard', icon: IconPlus, run: '/dashboard/new' },
    { id: 'import', label: 'Import dashboards', icon: IconFileImport, run: '/dashboard/import' },
  ];
  const otherTheme = theme === 'dark' ? 'Light theme' : 'Dark theme';
  return [
    ...(mayEdit ? editing : []),
    { id: 'theme', label: otherTheme, icon: IconSunMoon, run: toggle },
    ...(followsSystem
      ? []
      : [{ id: 'system theme', label: 'Theme of the system', icon: IconBrightness, run: followSystem }]),
    { id: 'shortcuts', label: 'Keyboard shortcuts', icon: IconKeyboard, run: openShortcutHelp },
    visitor.userId === null
      ? { id: 'sign in', label: 'Sign in', icon: IconLogin, run: '/login' }
      : { id: 'sign out', label: 'Sign out', icon: IconLogout, run: leave },
  ];
}

/** The page is loaded anew, so that nothing of the session is left in it. */
function leave(): void {
  signOut().then(
    () => window.location.assign('/'),
    (error: unknown) => toastFailure('You are still signed in', error),
  );
}
