'use client';

import { useMantineColorScheme } from '@mantine/core';
import type { Theme } from '@/lib/dashboard/palette';

/** The theme shown, and a way to turn to the other one. */
export function useTheme(): { readonly theme: Theme; readonly toggle: () => void } {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const theme = colorScheme === 'light' ? 'light' : 'dark';
  return { theme, toggle: () => setColorScheme(theme === 'dark' ? 'light' : 'dark') };
}
