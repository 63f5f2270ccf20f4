/** Choices of the visitor that the server must know before it draws: kept in cookies. */
import type { Theme } from '@/lib/dashboard/palette';

export const THEME_COOKIE = 'belvedere_theme';
export const RAIL_COOKIE = 'belvedere_rail';

/** `auto` follows the system, until somebody chooses. */
export type ThemeChoice = Theme | 'auto';

const YEAR_SECONDS = 365 * 86_400;

export function rememberPreference(cookie: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain http and in Firefox
  document.cookie = `${cookie}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
