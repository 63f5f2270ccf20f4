import {
  createTheme,
  Drawer,
  type MantineColorScheme,
  type MantineColorSchemeManager,
  Menu,
  Modal,
} from '@mantine/core';
import { rememberPreference, THEME_COOKIE, type ThemeChoice } from './preferences';

const ACCENT = [
  '#eaf2ff',
  '#d3e3ff',
  '#a9c9ff',
  '#86b5ff',
  '#6ba6ff',
  '#5b9dff',
  '#3d7ff0',
  '#1f62e0',
  '#194fb6',
  '#123c8c',
] as const;

/** Mantine's greys of the dark theme, from text to canvas: the tokens of app/tokens.css. */
const DARK = [
  '#d7dde5',
  '#b4bdc9',
  '#8b96a5',
  '#8b96a5',
  '#2a313b',
  '#262d36',
  '#1f252d',
  '#171b21',
  '#12161b',
  '#0f1216',
] as const;

/** Mantine heads its dialogs by a `<header>`, which would be a second banner of the page. */
const NO_BANNER = { header: { role: 'presentation' } };

/** Mantine in our sizes; colours come from the tokens in app/globals.css. */
export const mantineTheme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  defaultRadius: 4,
  primaryColor: 'accent',
  colors: { accent: ACCENT, dark: DARK },
  primaryShade: { dark: 5, light: 7 },
  components: {
    Modal: Modal.extend({ defaultProps: { attributes: NO_BANNER } }),
    Drawer: Drawer.extend({ defaultProps: { attributes: NO_BANNER } }),
    // The first entry takes the focus: a placeholder has no place among the children of a menu.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
  },
});

/** Keeps the colour scheme in a cookie, which the server reads: the first paint has the right theme. */
export function cookieColorScheme(initial: ThemeChoice): MantineColorSchemeManager {
  return {
    get: (): MantineColorScheme => initial,
    set: (value) => rememberPreference(THEME_COOKIE, value),
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => undefined,
  };
}
