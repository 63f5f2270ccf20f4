'use client';

import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Visitor } from '@/lib/api/visitor';
import type { ThemeChoice } from './preferences';
import classes from './shell.module.css';
import { cookieColorScheme, mantineTheme } from './theme';
import { VisitorContext } from './VisitorContext';

interface ProvidersProps {
  readonly theme: ThemeChoice;
  readonly visitor: Visitor;
  readonly children: ReactNode;
}

/** The look of every dialog that is opened by @mantine/modals. */
const MODAL = {
  centered: true,
  closeButtonProps: { 'aria-label': 'Close' },
  styles: {
    content: { background: 'var(--raised)', boxShadow: 'var(--float)' },
    header: { background: 'var(--raised)' },
    title: { color: 'var(--strong)', fontSize: 14, fontWeight: 600 },
  },
} as const;

function createQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false, staleTime: 5_000 } } });
}

export function Providers({ theme, visitor, children }: ProvidersProps) {
  const [queryClient] = useState(createQueryClient);
  const [schemeManager] = useState(() => cookieColorScheme(theme));
  return (
    <MantineProvider theme={mantineTheme} defaultColorScheme={theme} colorSchemeManager={schemeManager}>
      <VisitorContext value={visitor}>
        <QueryClientProvider client={queryClient}>
          <ModalsProvider modalProps={MODAL} labels={{ confirm: 'OK', cancel: 'Cancel' }}>
            {children}
          </ModalsProvider>
        </QueryClientProvider>
        <Notifications
          position="bottom-right"
          limit={4}
          classNames={{ root: classes.toasts, notification: classes.toast }}
        />
      </VisitorContext>
    </MantineProvider>
  );
}
