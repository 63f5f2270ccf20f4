import { cookies } from 'next/headers';
import { RAIL_COOKIE, THEME_COOKIE, type ThemeChoice } from '@/components/shell/preferences';

export interface Preferences {
  readonly theme: ThemeChoice;
  readonly railOpen: boolean;
}

/** What the visitor chose, known before the first byte is sent, so that no page flashes in the wrong theme. */
export async function readPreferences(): Promise<Preferences> {
  const jar = await cookies();
  const theme = jar.get(THEME_COOKIE)?.value;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    railOpen: jar.get(RAIL_COOKIE)?.value === 'open',
  };
}
