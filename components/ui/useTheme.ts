'use client';

import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import type { Theme } from '@/lib/dashboard/palette';

interface ThemeControl {
  readonly theme: Theme;
  readonly toggle: () => void;
  /** Whether nobody chose, so that the system decides. */
  readonly followsSystem: boolean;
  readonly followSystem: () => void;
}

/** The theme shown, and ways to change it. */
export function useTheme(): ThemeControl {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const theme = useComputedColorScheme('dark');
  return {
    theme,
    toggle: () => setColorScheme(theme === 'dark' ? 'light' : 'dark'),
    followsSystem: colorScheme === 'auto',
    followSystem: () => setColorScheme('auto'),
  };
}
