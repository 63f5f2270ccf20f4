import { cookies } from 'next/headers';
import { RAIL_COOKIE, THEME_COOKIE } from '@/components/shell/preferences';
import type { Theme } from '@/lib/dashboard/palette';

export interface Preferences {
  readonly theme: Theme;
  readonly railOpen: boolean;
}

/** What the visitor chose, known before the first byte is sent, so that no page flashes in the wrong theme. */
export async function readPreferences(): Promise<Preferences> {
  const jar = await cookies();
  return {
    theme: jar.get(THEME_COOKIE)?.value === 'light' ? 'light' : 'dark',
    railOpen: jar.get(RAIL_COOKIE)?.value === 'open',
  };
}
