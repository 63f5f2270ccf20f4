import { cookies, headers } from 'next/headers';
import { RAIL_COOKIE, THEME_COOKIE, type ThemeChoice } from '@/components/shell/preferences';
import type { Theme } from '@/lib/dashboard/palette';

/** Paths are read as parts of some address. */
const ORIGIN = 'http://localhost';

export interface Preferences {
  readonly theme: ThemeChoice;
  readonly railOpen: boolean;
  /** Without rail and menus: a panel in a frame of another page. */
  readonly bare: boolean;
}

/** What the visitor chose or the address asks for, known before the first byte: no page flashes in the wrong theme. */
export async function readPreferences(): Promise<Preferences> {
  const jar = await cookies();
  const path = (await headers()).get('x-belvedere-path') ?? '/';
  const wanted = URL.canParse(path, ORIGIN) ? new URL(path, ORIGIN) : new URL(ORIGIN);
  const theme = readTheme(wanted.searchParams.get('theme')) ?? readTheme(jar.get(THEME_COOKIE)?.value);
  return {
    theme: theme ?? 'auto',
    railOpen: jar.get(RAIL_COOKIE)?.value === 'open',
    bare: wanted.pathname.startsWith('/d-solo/'),
  };
}

function readTheme(text: string | null | undefined): Theme | undefined {
  return text === 'light' || text === 'dark' ? text : undefined;
}
